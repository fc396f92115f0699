using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Pooling. Where a stride is null it is the kernel's size.
        public static partial class functional
        {
            public static Tensor max_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null,
                bool ceil_mode = false) =>
                Aten.max_pool1d.Call(input, new[] { kernel_size }, Optional(stride), One(padding, 0), One(dilation, 1), ceil_mode);

            public static Tensor max_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null, bool ceil_mode = false) =>
                Aten.max_pool2d.Call(
                    input, Pair(kernel_size), Pair(stride ?? kernel_size), Pair(padding ?? (0, 0)), Pair(dilation ?? (1, 1)), ceil_mode);

            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null,
                bool ceil_mode = false) =>
                Aten.max_pool2d.Call(input, Pair(kernel_size), Optional(stride), One(padding, 0), One(dilation, 1), ceil_mode);

#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning
            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[] strides = null, long[] padding = null, long[] dilation = null,
                bool ceil_mode = false) =>
                Aten.max_pool2d.Call(input, kernel_size, strides ?? None, padding ?? Zeros, dilation ?? Ones, ceil_mode);

            public static Tensor max_pool3d(
                Tensor input, long[] kernel_size, long[] strides = null, long[] padding = null, long[] dilation = null,
                bool ceil_mode = false) =>
                Aten.max_pool3d.Call(input, kernel_size, strides ?? None, padding ?? Zeros, dilation ?? Ones, ceil_mode);
#nullable restore annotations

            public static (Tensor output, Tensor indices) max_pool1d_with_indices(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null,
                bool ceil_mode = false) =>
                Aten.max_pool1d_with_indices.Call2(
                    input, new[] { kernel_size }, Optional(stride), One(padding, 0), One(dilation, 1), ceil_mode);

#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input, long[] kernel_size, long[] strides = null, long[] padding = null, long[] dilation = null,
                bool ceil_mode = false) =>
                Aten.max_pool2d_with_indices.Call2(input, kernel_size, strides ?? None, padding ?? Zeros, dilation ?? Ones, ceil_mode);

            public static (Tensor output, Tensor indices) max_pool3d_with_indices(
                Tensor input, long[] kernel_size, long[] strides = null, long[] padding = null, long[] dilation = null,
                bool ceil_mode = false) =>
                Aten.max_pool3d_with_indices.Call2(input, kernel_size, strides ?? None, padding ?? Zeros, dilation ?? Ones, ceil_mode);
#nullable restore annotations

            public static Tensor avg_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false,
                bool count_include_pad = true) =>
                Aten.avg_pool1d.Call(input, new[] { kernel_size }, Optional(stride), One(padding, 0), ceil_mode, count_include_pad);

            public static Tensor avg_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                Aten.avg_pool2d.Call(
                    input, Pair(kernel_size), Pair(stride ?? kernel_size), Pair(padding ?? (0, 0)), ceil_mode, count_include_pad,
                    divisor_override);

            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                Aten.avg_pool2d.Call(
                    input, Pair(kernel_size), Optional(stride), Pair(padding), ceil_mode, count_include_pad, divisor_override);

#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[] stride = null, long[] padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                Aten.avg_pool2d.Call(input, kernel_size, stride ?? None, padding ?? Zeros, ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool3d(
                Tensor input, long[] kernel_size, long[] stride = null, long[] padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                Aten.avg_pool3d.Call(input, kernel_size, stride ?? None, padding ?? Zeros, ceil_mode, count_include_pad, divisor_override);
#nullable restore annotations

            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) =>
                Aten.adaptive_avg_pool1d.Call(input, new[] { output_size });

            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) =>
                Aten.adaptive_avg_pool2d.Call(input, new[] { output_size.Item1, output_size.Item2 });

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) =>
                Aten.adaptive_avg_pool2d.Call(input, new[] { output_size, output_size });

            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => Aten.adaptive_avg_pool2d.Call(input, output_size);

            public static Tensor adaptive_avg_pool3d(Tensor input, (long, long, long) output_size) =>
                Aten.adaptive_avg_pool3d.Call(input, new[] { output_size.Item1, output_size.Item2, output_size.Item3 });

            public static Tensor adaptive_avg_pool3d(Tensor input, long output_size) =>
                Aten.adaptive_avg_pool3d.Call(input, new[] { output_size, output_size, output_size });

            public static Tensor adaptive_avg_pool3d(Tensor input, long[] output_size) => Aten.adaptive_avg_pool3d.Call(input, output_size);

            public static Tensor adaptive_max_pool1d(Tensor input, long output_size) =>
                First(Aten.adaptive_max_pool1d.Call2(input, new[] { output_size }));

            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size) =>
                First(Aten.adaptive_max_pool2d.Call2(input, output_size));

            public static Tensor adaptive_max_pool3d(Tensor input, long[] output_size) =>
                First(Aten.adaptive_max_pool3d.Call2(input, output_size));

            public static (Tensor Values, Tensor Indices) adaptive_max_pool1d_with_indices(Tensor input, long output_size) =>
                Aten.adaptive_max_pool1d.Call2(input, new[] { output_size });

            public static (Tensor Values, Tensor Indices) adaptive_max_pool2d_with_indices(Tensor input, long[] output_size) =>
                Aten.adaptive_max_pool2d.Call2(input, output_size);

            public static (Tensor Values, Tensor Indices) adaptive_max_pool3d_with_indices(Tensor input, long[] output_size) =>
                Aten.adaptive_max_pool3d.Call2(input, output_size);

            public static Tensor lp_pool1d(Tensor input, double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false) =>
                Powered(input, norm_type, [kernel_size], powers => avg_pool1d(powers, kernel_size, stride, 0, ceil_mode));

            public static Tensor lp_pool2d(Tensor input, double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false) =>
                Powered(input, norm_type, Pair(kernel_size), powers => avg_pool2d(powers, kernel_size, stride, 0, ceil_mode));

#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning
            public static Tensor lp_pool2d(
                Tensor input, double norm_type, long[] kernel_size, long[] stride = null, bool ceil_mode = false) =>
                Powered(input, norm_type, kernel_size, powers => avg_pool2d(powers, kernel_size, stride, null, ceil_mode));
#nullable restore annotations

            // An empty stride is the kernel's size.
            private static readonly long[] None = [];

            private static long[] Optional(long? value) => value is { } one ? [one] : None;

            private static Tensor First((Tensor Values, Tensor Indices) pooled)
            {
                pooled.Indices.Dispose();
                return pooled.Values;
            }

            // The sum of the p-th powers is their mean times the window's size; of a negative sum the root is zero.
            private static Tensor Powered(Tensor input, double p, long[] window, Func<Tensor, Tensor> average)
            {
                using var scope = NewDisposeScope();
                var mean = average(input.pow(p));
                var sum = mean.sign().mul_(mean.abs().relu_()).mul_(window.TotalSize());
                return sum.pow(1 / p).MoveToOuterDisposeScope();
            }
        }
    }
}
