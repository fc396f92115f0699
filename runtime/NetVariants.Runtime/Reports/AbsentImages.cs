using System;
using System.Collections.Generic;
using NetVariants.Data;

namespace NetVariants.Reports;

/// <summary>A part of a data set of which only a manifest tells.</summary>
internal sealed class AbsentImages(int count, ImageShape shape, IReadOnlyList<string> classes) : IImageSource
{
    public int Count => count;

    public ImageShape Shape => shape;

    public IReadOnlyList<string> Classes => classes;

    public Normalization Normalization => throw Absent();

    public int LabelOf(int index) => throw Absent();

    public void Read(int index, RandomStream random, Span<byte> pixels) => throw Absent();

    private static InvalidOperationException Absent() =>
        new("The comparison was read back from its folder, which has no images: open its data set to read them.");
}
