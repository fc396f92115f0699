using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetVariants.Data.Codecs;

namespace NetVariants.Data.Transforms;

/// <summary>
/// Bilinear resizing with antialiasing, as PIL's and torchvision's: a triangle as wide as an output pixel, first along the rows and then
/// along the columns, in fixed-point numbers of 22 bits, each pass rounded to bytes.
/// </summary>
internal static class Resampling
{
    private const int Bits = 22;

    /// <summary>The part of an image that <see cref="Resize"/> looks at.</summary>
    /// <param name="framing">What is wanted of the image.</param>
    /// <param name="reduction">By how much it is reduced as it is decoded.</param>
    /// <param name="width">Its width after that.</param>
    /// <param name="height">Its height after that.</param>
    public static Box Region(Framing framing, int reduction, int width, int height)
    {
        var (part, view) = (framing.Part, framing.View);
        Side across = Side.Create(part.Left, part.Width, reduction, width), down = Side.Create(part.Top, part.Height, reduction, height);
        var columns = Kernel.Create(across, framing.Width, view.Left, view.Width);
        var rows = Kernel.Create(down, framing.Height, view.Top, view.Height);
        return new Box(across.First + columns.First[0], down.First + rows.First[0], columns.Span, rows.Span);
    }

    /// <summary>Resizes a part of an image.</summary>
    /// <param name="image">The image, which may have been reduced as it was decoded.</param>
    /// <param name="framing">The part: nothing outside of it is looked at, but for what shares a reduced pixel with it.</param>
    /// <param name="target">Bytes <c>[View.Height, View.Width, 3]</c>: those alone are computed.</param>
    public static void Resize(DecodedImage image, Framing framing, Span<byte> target)
    {
        var (part, view) = (framing.Part, framing.View);
        Side across = Side.Create(
            part.Left, part.Width, image.Reduction, image.Width), down = Side.Create(part.Top, part.Height, image.Reduction, image.Height);
        Kernel columns = Kernel.Create(
            across, framing.Width, view.Left, view.Width), rows = Kernel.Create(down, framing.Height, view.Top, view.Height);
        // Only the rows and columns that the wanted ones see; the image may lack the others.
        int firstRow = rows.First[0], lastRow = firstRow + rows.Span, firstColumn = columns.First[0];
        var stride = view.Width * 3;
        var middle = ArrayPool<byte>.Shared.Rent((lastRow - firstRow) * stride);
        try
        {
            ReadOnlySpan<byte> pixels = image.Pixels;
            for (var y = firstRow; y < lastRow; y++)
            {
                var start = ((down.First + y - image.Region.Top) * image.Region.Width) + across.First + firstColumn - image.Region.Left;
                var row = pixels.Slice(start * DecodedImage.BytesPerPixel, columns.Span * DecodedImage.BytesPerPixel);
                AlongRow(row, firstColumn, columns, middle.AsSpan((y - firstRow) * stride, stride));
            }

            for (var y = 0; y < view.Height; y++)
            {
                AlongColumns(
                    middle.AsSpan((rows.First[y] - firstRow) * stride),
                    stride,
                    rows.Weights.AsSpan(y * rows.Size, rows.Count[y]),
                    target.Slice(y * stride, stride));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(middle);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongRow(ReadOnlySpan<byte> row, int first, Kernel kernel, Span<byte> target)
    {
        for (int x = 0, p = 0; p < target.Length; x++, p += 3)
        {
            ReadOnlySpan<int> weights = kernel.Weights.AsSpan(x * kernel.Size, kernel.Count[x]);
            var pixels = MemoryMarshal.Cast<byte, uint>(row).Slice(kernel.First[x] - first, weights.Length);
            // Four bytes are written where three are meant: not at the very end.
            if (Vector128.IsHardwareAccelerated && p + 4 <= target.Length)
            {
                var sums = Vector128.Create(1 << (Bits - 1));
                for (var k = 0; k < weights.Length; k++)
                {
                    var bytes = Vector128.CreateScalarUnsafe(pixels[k]).AsByte();
                    sums += Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32() * weights[k];
                }

                var packed = Vector128.Shuffle(
                    (sums >> Bits).AsByte(), Vector128.Create((byte)0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
                MemoryMarshal.Write(target[p..], packed.AsUInt32().ToScalar());
                continue;
            }

            int red = 1 << (Bits - 1), green = red, blue = red;
            var bytesOfPixels = MemoryMarshal.AsBytes(pixels);
            for (int k = 0, i = 0; k < weights.Length; k++, i += DecodedImage.BytesPerPixel)
            {
                red += bytesOfPixels[i] * weights[k];
                green += bytesOfPixels[i + 1] * weights[k];
                blue += bytesOfPixels[i + 2] * weights[k];
            }

            target[p] = (byte)(red >> Bits);
            target[p + 1] = (byte)(green >> Bits);
            target[p + 2] = (byte)(blue >> Bits);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AlongColumns(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights, Span<byte> target)
    {
        var x = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; x <= target.Length - 16; x += 16)
            {
                Vector256<int> low = Vector256.Create(1 << (Bits - 1)), high = low;
                for (var k = 0; k < weights.Length; k++)
                {
                    var bytes = Vector128.Create(rows.Slice((k * stride) + x, 16));
                    var weight = Vector256.Create(weights[k]);
                    var (first, second) = Vector128.Widen(bytes);
                    low += Vector256.Create(Vector128.WidenLower(first), Vector128.WidenUpper(first)).AsInt32() * weight;
                    high += Vector256.Create(Vector128.WidenLower(second), Vector128.WidenUpper(second)).AsInt32() * weight;
                }

                // Weights are not negative and sum to one: no result leaves a byte.
                var words = Vector256.Narrow(low >> Bits, high >> Bits);
                Vector128.Narrow(words.GetLower().AsUInt16(), words.GetUpper().AsUInt16()).CopyTo(target[x..]);
            }
        }

        for (; x < target.Length; x++)
        {
            var sum = 1 << (Bits - 1);
            for (var k = 0; k < weights.Length; k++)
                sum += rows[(k * stride) + x] * weights[k];
            target[x] = (byte)(sum >> Bits);
        }
    }

    /// <summary>For each output pixel that is wanted: the first input pixel that it sees, how many, and their weights.</summary>
    private sealed class Kernel
    {
        [ThreadStatic]
        private static (Side In, int Out, int Left, int Wanted, Kernel Kernel)[]? t_recent;

        public required int Size { get; init; }

        public required int[] First { get; init; }

        public required int[] Count { get; init; }

        public required int[] Weights { get; init; }

        /// <summary>How many input pixels are seen in all.</summary>
        public int Span => First[^1] + Count[^1] - First[0];

        /// <summary>The kernel for these sizes; evaluation asks for the same ones again and again.</summary>
        public static Kernel Create(Side side, int outSize, int left, int wanted)
        {
            var recent = t_recent ??= new (Side, int, int, int, Kernel)[8];
            // Where the part lies changes nothing.
            side = side with { First = 0 };
            ref var place = ref recent[(int)((uint)(side.Count + (outSize * 3) + left) % recent.Length)];
            if (place.Kernel is null || (place.In, place.Out, place.Left, place.Wanted) != (side, outSize, left, wanted))
                place = (side, outSize, left, wanted, Make(side, outSize, left, wanted));
            return place.Kernel;
        }

        private static Kernel Make(Side side, int outSize, int left, int wanted)
        {
            double scale = side.Length / outSize, support = Math.Max(scale, 1);
            var size = ((int)Math.Ceiling(support) * 2) + 1;
            var kernel =
                new Kernel { Size = size, First = new int[wanted], Count = new int[wanted], Weights = new int[checked(wanted * size)] };
            Span<double> exact = stackalloc double[Math.Min(size, 512)];
            if (size > exact.Length)
                exact = new double[size];
            for (var i = 0; i < wanted; i++)
            {
                var centre = side.Offset + ((left + i + 0.5) * scale);
                var first = Math.Max((int)(centre - support + 0.5), 0);
                var count = Math.Min((int)(centre + support + 0.5), side.Count) - first;
                double sum = 0;
                for (var k = 0; k < count; k++)
                {
                    exact[k] = Math.Max(0, 1 - Math.Abs((first + k - centre + 0.5) / support));
                    sum += exact[k];
                }

                for (var k = 0; k < count; k++)
                    kernel.Weights[(i * size) + k] = (int)((exact[k] / sum * (1 << Bits)) + 0.5);
                (kernel.First[i], kernel.Count[i]) = (first, count);
            }

            return kernel;
        }
    }

    /// <summary>One side of a part in an image's pixels.</summary>
    /// <param name="First">The first pixel that has to do with it.</param>
    /// <param name="Count">How many have.</param>
    /// <param name="Offset">Where it begins within the first one, 0 unless the image is reduced.</param>
    /// <param name="Length">How long it is.</param>
    private readonly record struct Side(int First, int Count, double Offset, double Length)
    {
        public static Side Create(int first, int count, int reduction, int available)
        {
            int from = first / reduction, to = Math.Min((first + count + reduction - 1) / reduction, available);
            return new Side(from, to - from, ((double)first / reduction) - from, (double)count / reduction);
        }
    }
}
