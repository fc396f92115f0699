using System;
using System.Collections.Generic;
using NetVariants.Data;

namespace NetVariants.Runtime.Tests;

/// <summary>A source's images with random noise and flips: the random choices of an augmentation.</summary>
internal sealed class NoisyImages(IImageSource source) : IImageSource
{
    public int Count => source.Count;

    public ImageShape Shape => source.Shape;

    public IReadOnlyList<string> Classes => source.Classes;

    public Normalization Normalization => source.Normalization;

    public int LabelOf(int index) => source.LabelOf(index);

    public void Read(int index, RandomStream random, Span<byte> pixels)
    {
        source.Read(index, random, pixels);
        foreach (ref var pixel in pixels)
            pixel = (byte)Math.Min(255, pixel + random.Next(20));
    }
}
