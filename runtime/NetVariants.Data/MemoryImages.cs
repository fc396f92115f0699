using System;
using System.Collections.Generic;

namespace NetVariants.Data;

/// <summary>Images that lie in memory, one after another.</summary>
public sealed class MemoryImages : IImageSource
{
    private readonly ReadOnlyMemory<byte> _pixels;
    private readonly ReadOnlyMemory<byte> _labels;

    /// <summary>Takes the images as they lie; nothing is copied.</summary>
    /// <param name="pixels">Bytes of shape <c>[N, channels, height, width]</c>.</param>
    /// <param name="labels">N labels, each an index into <paramref name="classes"/>.</param>
    /// <param name="shape">The shape of one image.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="normalization">How pixels become the network's input: one mean for each channel of <paramref name="shape"/>.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together, or a label names no class.</exception>
    public MemoryImages(
        ReadOnlyMemory<byte> pixels,
        ReadOnlyMemory<byte> labels,
        ImageShape shape,
        IReadOnlyList<string> classes,
        Normalization normalization)
    {
        if (pixels.Length != (long)labels.Length * shape.Bytes)
            throw new ArgumentException(
                $"{labels.Length} images of {shape} take {(long)labels.Length * shape.Bytes} bytes, not {pixels.Length}.", nameof(pixels));
        if (normalization.Mean.Count != shape.Channels)
            throw new ArgumentException(
                $"Images of {shape} need one mean for each channel, not {normalization.Mean.Count}.", nameof(normalization));
        var stray = classes.Count > byte.MaxValue ? -1 : labels.Span.IndexOfAnyInRange((byte)classes.Count, byte.MaxValue);
        if (stray >= 0)
            throw new ArgumentException(
                $"The label of image {stray} is {labels.Span[stray]}, but there are {classes.Count} classes.", nameof(labels));
        _pixels = pixels;
        _labels = labels;
        Shape = shape;
        Classes = classes;
        Normalization = normalization;
    }

    /// <inheritdoc/>
    public int Count => _labels.Length;

    /// <inheritdoc/>
    public ImageShape Shape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public Normalization Normalization { get; }

    /// <inheritdoc/>
    public string Fingerprint
    {
        get
        {
            var hash = new ContentHash();
            hash.Add(_pixels.Span);
            return hash.ToString();
        }
    }

    /// <inheritdoc/>
    public int LabelOf(int index) => _labels.Span[index];

    /// <inheritdoc/>
    public void Read(int index, RandomStream random, Span<byte> pixels) =>
        _pixels.Slice(checked(index * Shape.Bytes), Shape.Bytes).Span.CopyTo(pixels);
}
