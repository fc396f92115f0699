using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Resizing.
        public static partial class functional
        {
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false) =>
                Interpolated(
                    x, size, recompute_scale_factor ? null : scale_factor, recompute_scale_factor ? scale_factor : null,
                    mode, align_corners, antialias);

            public static Tensor upsample(
                Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest,
                bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, mode == UpsampleMode.Nearest ? null : align_corners);

            public static Tensor upsample_nearest(
                Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                upsample(x, size, scale_factor);

            public static Tensor upsample_bilinear(
                Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                upsample(x, size, scale_factor, UpsampleMode.Bilinear, align_corners);

            /// <param name="x">Batches of channels of signals, images or volumes.</param>
            /// <param name="size">The new extents, or null.</param>
            /// <param name="scales">The factors, or null.</param>
            /// <param name="rounded">Factors that only serve to compute the size, or null.</param>
            /// <param name="mode">How to interpolate.</param>
            /// <param name="corners">Whether the outermost elements keep their places.</param>
            /// <param name="antialias">Whether to filter when shrinking.</param>
            private static Tensor Interpolated(
                Tensor x, long[]? size, double[]? scales, double[]? rounded, InterpolationMode mode, bool? corners, bool antialias)
            {
                var spatial = (int)x.dim() - 2;
                if (rounded is not null) size = Scaled(x, Spread(rounded, spatial)!);
                size = Spread(size, spatial);
                scales = size is null ? Spread(scales, spatial) : null;
                if (mode == InterpolationMode.Area)
                {
                    var target = size ?? Scaled(x, scales!);
                    return spatial switch
                    {
                        1 => adaptive_avg_pool1d(x, target[0]),
                        2 => adaptive_avg_pool2d(x, target),
                        _ => adaptive_avg_pool3d(x, target),
                    };
                }

                var aligned = corners ?? false;
                return (mode, spatial) switch
                {
                    (InterpolationMode.Nearest, 1) => Aten.upsample_nearest1d_vec.Call(x, size, scales),
                    (InterpolationMode.Nearest, 2) => Aten.upsample_nearest2d_vec.Call(x, size, scales),
                    (InterpolationMode.Nearest, 3) => Aten.upsample_nearest3d_vec.Call(x, size, scales),
                    (InterpolationMode.NearestExact, 1) => Aten._upsample_nearest_exact1d_vec.Call(x, size, scales),
                    (InterpolationMode.NearestExact, 2) => Aten._upsample_nearest_exact2d_vec.Call(x, size, scales),
                    (InterpolationMode.NearestExact, 3) => Aten._upsample_nearest_exact3d_vec.Call(x, size, scales),
                    (InterpolationMode.Linear, 1) => Aten.upsample_linear1d_vec.Call(x, size, aligned, scales),
                    (InterpolationMode.Bilinear, 2) when antialias => Aten._upsample_bilinear2d_aa_vec.Call(x, size, aligned, scales),
                    (InterpolationMode.Bilinear, 2) => Aten.upsample_bilinear2d_vec.Call(x, size, aligned, scales),
                    (InterpolationMode.Bicubic, 2) when antialias => Aten._upsample_bicubic2d_aa_vec.Call(x, size, aligned, scales),
                    (InterpolationMode.Bicubic, 2) => Aten.upsample_bicubic2d_vec.Call(x, size, aligned, scales),
                    (InterpolationMode.Trilinear, 3) => Aten.upsample_trilinear3d_vec.Call(x, size, aligned, scales),
                    _ => throw new ArgumentException($"{mode} does not resize {spatial} dimensions.", nameof(mode)),
                };
            }

            private static T[]? Spread<T>(T[]? values, int count)
            {
                if (values is not [var one] || count == 1) return values;
                var spread = new T[count];
                Array.Fill(spread, one);
                return spread;
            }

            private static long[] Scaled(Tensor x, double[] scales)
            {
                var shape = x.shape;
                var scaled = new long[scales.Length];
                for (var d = 0; d < scaled.Length; d++) scaled[d] = (long)Math.Floor(shape[d + 2] * scales[d]);
                return scaled;
            }
        }
    }
}
