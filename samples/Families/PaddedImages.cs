using System;
using System.Collections.Generic;
using NetVariants.Data;

namespace NetVariants.Samples.Families;

/// <summary>Images with a black border.</summary>
/// <param name="source">The images.</param>
/// <param name="border">The border's width in pixels.</param>
internal sealed class PaddedImages(IImageSource source, int border) : IImageSource
{
    public int Count => source.Count;

    public ImageShape Shape => source.Shape with { Height = source.Shape.Height + (2 * border), Width = source.Shape.Width + (2 * border) };

    public IReadOnlyList<string> Classes => source.Classes;

    public Normalization Normalization => source.Normalization;

    public string? Fingerprint => source.Fingerprint is { } fingerprint ? $"{fingerprint}+{border}" : null;

    public int LabelOf(int index) => source.LabelOf(index);

    public void Read(int index, RandomStream random, Span<byte> pixels)
    {
        var inner = source.Shape;
        Span<byte> image = new byte[inner.Bytes];
        source.Read(index, random, image);
        pixels.Clear();
        for (var row = 0; row < inner.Channels * inner.Height; row++)
        {
            var (channel, y) = (row / inner.Height, row % inner.Height);
            var start = (((channel * Shape.Height) + y + border) * Shape.Width) + border;
            image.Slice(row * inner.Width, inner.Width).CopyTo(pixels[start..]);
        }
    }
}
