using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetVariants.Data.Transforms;

/// <summary>
/// Bilinear resizing with antialiasing, as PIL's and torchvision's: a triangle as wide as an output pixel, first along the rows and then along the columns,
/// in fixed-point numbers of 22 bits, each pass rounded to bytes.
/// </summary>
internal static class Resampling
{
    private const int Bits = 22;

    /// <summary>Resizes a part of a picture.</summary>
    /// <param name="source">Bytes <c>[rows, width, 3]</c>.</param>
    /// <param name="width">Pixels in a row of the source.</param>
    /// <param name="box">The part: nothing outside of it is looked at.</param>
    /// <param name="target">Bytes <c>[outHeight, outWidth, 3]</c>.</param>
    /// <param name="outWidth">The new width.</param>
    /// <param name="outHeight">The new height.</param>
    /// <param name="view">The part of the result that is wanted; its bytes alone are computed and written.</param>
    public static void Resize(ReadOnlySpan<byte> source, int width, Box box, Span<byte> target, int outWidth, int outHeight, Box view)
    {
        Kernel columns = Kernel.Of(box.Width, outWidth, view.Left, view.Width), rows = Kernel.Of(box.Height, outHeight, view.Top, view.Height);
        // Only the rows that the wanted ones see.
        int firstRow = rows.First[0], lastRow = rows.First[^1] + rows.Count[^1];
        int stride = view.Width * 3;
        byte[] middle = ArrayPool<byte>.Shared.Rent((lastRow - firstRow) * stride);
        try
        {
            for (int y = firstRow; y < lastRow; y++)
            {
                ReadOnlySpan<byte> row = source.Slice((((box.Top + y) * width) + box.Left) * 3, box.Width * 3);
                AlongRow(row, columns, middle.AsSpan((y - firstRow) * stride, stride));
            }

            for (int y = 0; y < view.Height; y++)
            {
                AlongColumns(
                    middle.AsSpan((rows.First[y] - firstRow) * stride), stride, rows.Weights.AsSpan(y * rows.Size, rows.Count[y]), target.Slice(y * stride, stride));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(middle);
        }
    }

    private static void AlongRow(ReadOnlySpan<byte> row, Kernel kernel, Span<byte> target)
    {
        for (int x = 0, p = 0; p < target.Length; x++, p += 3)
        {
            ReadOnlySpan<int> weights = kernel.Weights.AsSpan(x * kernel.Size, kernel.Count[x]);
            int i = kernel.First[x] * 3;
            int red = 1 << (Bits - 1), green = red, blue = red;
            foreach (int weight in weights)
            {
                red += row[i] * weight;
                green += row[i + 1] * weight;
                blue += row[i + 2] * weight;
                i += 3;
            }

            target[p] = (byte)(red >> Bits);
            target[p + 1] = (byte)(green >> Bits);
            target[p + 2] = (byte)(blue >> Bits);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongColumns(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights, Span<byte> target)
    {
        int x = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; x <= target.Length - 16; x += 16)
            {
                Vector256<int> low = Vector256.Create(1 << (Bits - 1)), high = low;
                for (int k = 0; k < weights.Length; k++)
                {
                    Vector128<byte> bytes = Vector128.Create(rows.Slice((k * stride) + x, 16));
                    Vector256<int> weight = Vector256.Create(weights[k]);
                    (Vector128<ushort> first, Vector128<ushort> second) = Vector128.Widen(bytes);
                    low += Vector256.Create(Vector128.WidenLower(first), Vector128.WidenUpper(first)).AsInt32() * weight;
                    high += Vector256.Create(Vector128.WidenLower(second), Vector128.WidenUpper(second)).AsInt32() * weight;
                }

                // Weights are not negative and sum to one: no result leaves a byte.
                Vector256<short> words = Vector256.Narrow(low >> Bits, high >> Bits);
                Vector128.Narrow(words.GetLower().AsUInt16(), words.GetUpper().AsUInt16()).CopyTo(target[x..]);
            }
        }

        for (; x < target.Length; x++)
        {
            int sum = 1 << (Bits - 1);
            for (int k = 0; k < weights.Length; k++)
                sum += rows[(k * stride) + x] * weights[k];
            target[x] = (byte)(sum >> Bits);
        }
    }

    /// <summary>For each output pixel that is wanted: the first input pixel that it sees, how many, and their weights.</summary>
    private sealed class Kernel
    {
        [ThreadStatic]
        private static (int In, int Out, int Left, int Wanted, Kernel Kernel)[]? t_recent;

        public required int Size { get; init; }

        public required int[] First { get; init; }

        public required int[] Count { get; init; }

        public required int[] Weights { get; init; }

        /// <summary>The kernel for these sizes; evaluation asks for the same ones again and again.</summary>
        public static Kernel Of(int inSize, int outSize, int left, int wanted)
        {
            (int In, int Out, int Left, int Wanted, Kernel Kernel)[] recent = t_recent ??= new (int, int, int, int, Kernel)[8];
            ref (int In, int Out, int Left, int Wanted, Kernel Kernel) place = ref recent[(int)((uint)(inSize + (outSize * 3) + left) % recent.Length)];
            if (place.Kernel is null || (place.In, place.Out, place.Left, place.Wanted) != (inSize, outSize, left, wanted))
                place = (inSize, outSize, left, wanted, Make(inSize, outSize, left, wanted));
            return place.Kernel;
        }

        private static Kernel Make(int inSize, int outSize, int left, int wanted)
        {
            double scale = (double)inSize / outSize, support = Math.Max(scale, 1);
            int size = ((int)Math.Ceiling(support) * 2) + 1;
            Kernel kernel = new() { Size = size, First = new int[wanted], Count = new int[wanted], Weights = new int[checked(wanted * size)] };
            Span<double> exact = stackalloc double[Math.Min(size, 512)];
            if (size > exact.Length)
                exact = new double[size];
            for (int i = 0; i < wanted; i++)
            {
                double centre = (left + i + 0.5) * scale;
                int first = Math.Max((int)(centre - support + 0.5), 0);
                int count = Math.Min((int)(centre + support + 0.5), inSize) - first;
                double sum = 0;
                for (int k = 0; k < count; k++)
                {
                    exact[k] = Math.Max(0, 1 - Math.Abs((first + k - centre + 0.5) / support));
                    sum += exact[k];
                }

                for (int k = 0; k < count; k++)
                    kernel.Weights[(i * size) + k] = (int)((exact[k] / sum * (1 << Bits)) + 0.5);
                (kernel.First[i], kernel.Count[i]) = (first, count);
            }

            return kernel;
        }
    }
}

/// <summary>A part of a picture, in pixels.</summary>
internal readonly record struct Box(int Left, int Top, int Width, int Height);
