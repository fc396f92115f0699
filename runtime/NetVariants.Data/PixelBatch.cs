using System;
using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Data;

/// <summary>
/// Some images and their labels, filled by the loader's background thread. The loader fills it again once the next batch is asked for.
/// </summary>
public sealed class PixelBatch
{
    internal PixelBatch(ImageShape shape, int capacity)
    {
        Shape = shape;
        var bytes = (long)capacity * shape.Bytes;
        PixelBuffer = bytes <= Array.MaxLength ? new byte[bytes] : throw new InvalidOperationException(
            $"A batch of {capacity} images of {shape} takes more than the 2 GiB of an array: take smaller batches or images.");
        LabelBuffer = new long[capacity];
    }

    /// <summary>The number of images.</summary>
    public int Count => Indices.Count;

    /// <summary>Which images of the source these are.</summary>
    public ArraySegment<int> Indices { get; internal set; }

    /// <summary>The shape of one image.</summary>
    public ImageShape Shape { get; }

    /// <summary>The pixels, <c>[Count, channels, height, width]</c>.</summary>
    public ReadOnlySpan<byte> Pixels => PixelBuffer.AsSpan(0, Count * Shape.Bytes);

    /// <summary>The labels, <c>[Count]</c>.</summary>
    public ReadOnlySpan<long> Labels => LabelBuffer.AsSpan(0, Count);

    // Whole arrays, because torch takes no spans.
    internal byte[] PixelBuffer { get; }

    internal long[] LabelBuffer { get; }

    /// <summary>
    /// Reads some images at once, on the calling thread; where random choices are made, they are those of seed and epoch 0.
    /// </summary>
    /// <param name="source">Where the images are.</param>
    /// <param name="indices">Which images to read.</param>
    public static PixelBatch Read(IImageSource source, params IReadOnlyList<int> indices)
    {
        int[] chosen = [.. indices];
        var batch = new PixelBatch(source.Shape, chosen.Length) { Indices = chosen };
        foreach (var (place, index) in chosen.Index())
            batch.Fill(place, source, index, new RandomStream(0, 0, index));
        return batch;
    }

    /// <summary>Reads image <paramref name="index"/> of the source to the place <paramref name="place"/> of the batch.</summary>
    internal void Fill(int place, IImageSource source, int index, RandomStream random)
    {
        source.Read(index, random, PixelBuffer.AsSpan(place * Shape.Bytes, Shape.Bytes));
        LabelBuffer[place] = source.LabelOf(index);
    }
}
