using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <inheritdoc cref="Modules.AdaptiveAvgPool1d"/>
        public static AdaptiveAvgPool1d AdaptiveAvgPool1d(long output_size) => new(output_size);

        /// <inheritdoc cref="Modules.AdaptiveAvgPool2d"/>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new(Extents.Of(output_size));

        /// <inheritdoc cref="Modules.AdaptiveAvgPool2d"/>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new(Extents.Repeat(output_size, 2));

        /// <inheritdoc cref="Modules.AdaptiveAvgPool2d"/>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

        /// <inheritdoc cref="Modules.AdaptiveAvgPool3d"/>
        public static AdaptiveAvgPool3d AdaptiveAvgPool3d((long, long, long) output_size) => new(Extents.Of(output_size));

        /// <inheritdoc cref="Modules.AdaptiveAvgPool3d"/>
        public static AdaptiveAvgPool3d AdaptiveAvgPool3d(long output_size) => new(Extents.Repeat(output_size, 3));

        /// <inheritdoc cref="Modules.AdaptiveAvgPool3d"/>
        public static AdaptiveAvgPool3d AdaptiveAvgPool3d(long[] output_size) => new(output_size);

        /// <inheritdoc cref="Modules.AdaptiveMaxPool1d"/>
        public static AdaptiveMaxPool1d AdaptiveMaxPool1d(long output_size) => new(output_size);

        /// <inheritdoc cref="Modules.AdaptiveMaxPool2d"/>
        public static AdaptiveMaxPool2d AdaptiveMaxPool2d(long[] output_size) => new(output_size);

        /// <inheritdoc cref="Modules.AdaptiveMaxPool3d"/>
        public static AdaptiveMaxPool3d AdaptiveMaxPool3d(long[] output_size) => new(output_size);

        /// <inheritdoc cref="Modules.AvgPool1d"/>
        public static AvgPool1d AvgPool1d(
            long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true)
            => new(kernel_size, stride, padding, ceil_mode, count_include_pad);

        /// <inheritdoc cref="Modules.AvgPool2d"/>
        public static AvgPool2d AvgPool2d(
            (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
            bool count_include_pad = true, long? divisor_override = null)
            => new(Extents.Of(kernel_size), Extents.Of(stride), Extents.Of(padding), ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="Modules.AvgPool2d"/>
        public static AvgPool2d AvgPool2d(
            long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true,
            long? divisor_override = null)
            => new(
                Extents.Repeat(kernel_size, 2), Extents.Repeat(stride, 2), Extents.Repeat(padding, 2), ceil_mode, count_include_pad,
                divisor_override);

#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning
        /// <inheritdoc cref="Modules.AvgPool2d"/>
        public static AvgPool2d AvgPool2d(
            long[] kernel_size, long[] stride = null, long[] padding = null, bool ceil_mode = false, bool count_include_pad = true,
            long? divisor_override = null)
            => new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
#nullable restore annotations

        /// <inheritdoc cref="Modules.AvgPool3d"/>
        public static AvgPool3d AvgPool3d(
            (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null, bool ceil_mode = false,
            bool count_include_pad = true, long? divisor_override = null)
            => new(Extents.Of(kernel_size), Extents.Of(stride), Extents.Of(padding), ceil_mode, count_include_pad, divisor_override);

        /// <inheritdoc cref="Modules.AvgPool3d"/>
        public static AvgPool3d AvgPool3d(
            long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true,
            long? divisor_override = null)
            => new(
                Extents.Repeat(kernel_size, 3), Extents.Repeat(stride, 3), Extents.Repeat(padding, 3), ceil_mode, count_include_pad,
                divisor_override);

#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning
        /// <inheritdoc cref="Modules.AvgPool3d"/>
        public static AvgPool3d AvgPool3d(
            long[] kernel_size, long[] stride = null, long[] padding = null, bool ceil_mode = false, bool count_include_pad = true,
            long? divisor_override = null)
            => new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
#nullable restore annotations

        /// <inheritdoc cref="Modules.LPPool1d"/>
        public static LPPool1d LPPool1d(double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false)
            => new(norm_type, kernel_size, stride, ceil_mode);

        /// <inheritdoc cref="Modules.LPPool2d"/>
        public static LPPool2d LPPool2d(double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false)
            => new(norm_type, Extents.Repeat(kernel_size, 2), Extents.Repeat(stride, 2), ceil_mode);

#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning
        /// <inheritdoc cref="Modules.LPPool2d"/>
        public static LPPool2d LPPool2d(double norm_type, long[] kernel_size, long[] stride = null, bool ceil_mode = false)
            => new(norm_type, kernel_size, stride, ceil_mode);
#nullable restore annotations

        /// <inheritdoc cref="Modules.MaxPool1d"/>
        public static MaxPool1d MaxPool1d(
            long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
            => new(kernel_size, stride, padding, dilation, ceil_mode);

        /// <inheritdoc cref="Modules.MaxPool2d"/>
        public static MaxPool2d MaxPool2d(
            (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
            bool ceil_mode = false)
            => new(
                Extents.Of(kernel_size), Extents.Of(stride ?? kernel_size), Extents.Of(padding ?? (0, 0)), Extents.Of(dilation ?? (1, 1)),
                ceil_mode);

        /// <inheritdoc cref="Modules.MaxPool2d"/>
        public static MaxPool2d MaxPool2d(
            long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
            => new(
                Extents.Repeat(kernel_size, 2), Extents.Repeat(stride ?? kernel_size, 2), Extents.Repeat(padding ?? 0, 2),
                Extents.Repeat(dilation ?? 1, 2), ceil_mode);

#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning
        /// <inheritdoc cref="Modules.MaxPool2d"/>
        public static MaxPool2d MaxPool2d(
            long[] kernel_size, long[] stride = null, long[] padding = null, long[] dilation = null, bool ceil_mode = false)
            => new(kernel_size, stride, padding, dilation, ceil_mode);
#nullable restore annotations

        /// <inheritdoc cref="Modules.MaxPool3d"/>
        public static MaxPool3d MaxPool3d(
            (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null,
            (long, long, long)? dilation = null, bool ceil_mode = false)
            => new(Extents.Of(kernel_size), Extents.Of(stride), Extents.Of(padding), Extents.Of(dilation), ceil_mode);

        /// <inheritdoc cref="Modules.MaxPool3d"/>
        public static MaxPool3d MaxPool3d(
            long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
            => new(
                Extents.Repeat(kernel_size, 3), Extents.Repeat(stride, 3), Extents.Repeat(padding, 3), Extents.Repeat(dilation, 3),
                ceil_mode);

#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning
        /// <inheritdoc cref="Modules.MaxPool3d"/>
        public static MaxPool3d MaxPool3d(
            long[] kernel_size, long[] stride = null, long[] padding = null, long[] dilation = null, bool ceil_mode = false)
            => new(kernel_size, stride, padding, dilation, ceil_mode);
#nullable restore annotations
    }
}
