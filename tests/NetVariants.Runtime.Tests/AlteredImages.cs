using System;
using System.Collections.Generic;
using NetVariants.Data;

namespace NetVariants.Runtime.Tests;

/// <summary>The images of a source, some of whose answers a test replaces.</summary>
internal class AlteredImages(IImageSource source) : IImageSource
{
    public virtual int Count => source.Count;

    public virtual ImageShape Shape => source.Shape;

    public virtual IReadOnlyList<string> Classes => source.Classes;

    public virtual Normalization Normalization => source.Normalization;

    public virtual string? Fingerprint => source.Fingerprint;

    public virtual int LabelOf(int index) => source.LabelOf(index);

    public virtual void Read(int index, RandomStream random, Span<byte> pixels) => source.Read(index, random, pixels);
}
