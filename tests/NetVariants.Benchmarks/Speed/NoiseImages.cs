using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;

namespace NetVariants.Benchmarks.Speed;

/// <summary>Any number of images of noise, in the memory of one.</summary>
internal sealed class NoiseImages : IImageSource
{
    private const int Distinct = 251;

    private readonly byte[] _noise;

    public NoiseImages(int count, int imageSize, int classes)
    {
        Count = count;
        Shape = new ImageShape(3, imageSize, imageSize);
        Classes = [.. Enumerable.Range(0, classes).Select(i => $"class {i}")];
        _noise = new byte[Shape.Bytes + Distinct];
        new Random(1).NextBytes(_noise);
    }

    public int Count { get; }

    public ImageShape Shape { get; }

    public IReadOnlyList<string> Classes { get; }

    public Normalization Normalization { get; } = new([0.5, 0.5, 0.5], [0.3, 0.3, 0.3]);

    public int LabelOf(int index) => index % Classes.Count;

    public void Read(int index, RandomStream random, Span<byte> pixels) =>
        _noise.AsSpan(index % Distinct, pixels.Length).CopyTo(pixels);
}
