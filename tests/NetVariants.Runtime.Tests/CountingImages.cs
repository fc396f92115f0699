using System;
using System.Collections.Generic;
using System.Threading;
using NetVariants.Data;

namespace NetVariants.Runtime.Tests;

/// <summary>Counts the images that are read, and does something at one of them.</summary>
internal sealed class CountingImages(IImageSource source, int at, Action then) : IImageSource
{
    private int _read;

    public int Read => _read;

    public int Count => source.Count;

    public ImageShape Shape => source.Shape;

    public IReadOnlyList<string> Classes => source.Classes;

    public Normalization Normalization => source.Normalization;

    public int LabelOf(int index) => source.LabelOf(index);

    void IImageSource.Read(int index, RandomStream random, Span<byte> pixels)
    {
        if (Interlocked.Increment(ref _read) == at)
            then();
        source.Read(index, random, pixels);
    }
}
