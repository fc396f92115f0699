using System;
using System.Collections.Generic;

namespace NetVariants.Data;

/// <summary>Some of a source's images, in an order of its own.</summary>
/// <param name="source">Where the images are.</param>
/// <param name="indices">Which of them; image <c>i</c> of the subset is image <c>indices[i]</c> of the source.</param>
public sealed class ImageSubset(IImageSource source, IReadOnlyList<int> indices) : IImageSource
{
    /// <inheritdoc/>
    public int Count => indices.Count;

    /// <inheritdoc/>
    public ImageShape Shape => source.Shape;

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => source.Classes;

    /// <inheritdoc/>
    public Normalization Normalization => source.Normalization;

    /// <inheritdoc/>
    public EvaluationTransform? Evaluation => source.Evaluation;

    /// <inheritdoc/>
    public string? Fingerprint
    {
        get
        {
            if (source.Fingerprint is not { } whole)
                return null;
            var hash = new ContentHash();
            hash.Add(whole);
            foreach (var index in indices)
                hash.Add(index);
            return hash.ToString();
        }
    }

    /// <inheritdoc/>
    public int LabelOf(int index) => source.LabelOf(indices[index]);

    /// <inheritdoc/>
    public void Read(int index, RandomStream random, Span<byte> pixels) => source.Read(indices[index], random, pixels);
}
