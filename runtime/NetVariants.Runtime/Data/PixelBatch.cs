using System;

namespace NetVariants.Data;

/// <summary>
/// Some images and their labels, filled by the loader's background thread. The loader fills it again once the next batch is asked for.
/// </summary>
public sealed class PixelBatch
{
    internal PixelBatch(ImageShape shape, int capacity)
    {
        Shape = shape;
        PixelBuffer = new byte[checked(capacity * shape.Bytes)];
        LabelBuffer = new long[capacity];
    }

    /// <summary>The number of images.</summary>
    public int Count { get; private set; }

    /// <summary>The shape of one image.</summary>
    public ImageShape Shape { get; }

    /// <summary>The pixels, <c>[Count, channels, height, width]</c>.</summary>
    public ReadOnlySpan<byte> Pixels => PixelBuffer.AsSpan(0, Count * Shape.Bytes);

    /// <summary>The labels, <c>[Count]</c>.</summary>
    public ReadOnlySpan<long> Labels => LabelBuffer.AsSpan(0, Count);

    // Whole arrays, because torch takes no spans.
    internal byte[] PixelBuffer { get; }

    internal long[] LabelBuffer { get; }

    internal void Fill(IImageSource source, ReadOnlySpan<int> indices)
    {
        Count = indices.Length;
        for (int i = 0; i < indices.Length; i++)
        {
            source.Read(indices[i], PixelBuffer.AsSpan(i * Shape.Bytes, Shape.Bytes));
            LabelBuffer[i] = source.LabelOf(indices[i]);
        }
    }
}
