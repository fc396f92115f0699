using System;
using System.Collections.Generic;

namespace NetVariants.Data;

/// <summary>
/// Labelled images of one shape, read by index: the seam between the data set and the loader. Pixels are bytes, so that a batch travels to
/// the device at a quarter of the size of its floats and is normalized there.
/// </summary>
/// <remarks>Members are called from the loader's background thread while others read the same source: implementations are
/// thread-safe.</remarks>
public interface IImageSource
{
    /// <summary>The number of images.</summary>
    int Count { get; }

    /// <summary>The shape of every image.</summary>
    ImageShape Shape { get; }

    /// <summary>The names of the classes; a label is an index into this list.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>How pixels become the network's input.</summary>
    Normalization Normalization { get; }

    /// <summary>
    /// How files become these images, where that is the same every time; null where it is random, and where there are no files.
    /// </summary>
    EvaluationTransform? Evaluation => null;

    /// <summary>
    /// A short text that changes when images change, by which a training notices before it resumes that its data are others; null where it
    /// would take long to tell. Labels need not be in it.
    /// </summary>
    string? Fingerprint => null;

    /// <summary>The class of image <paramref name="index"/>.</summary>
    int LabelOf(int index);

    /// <summary>
    /// Copies the pixels of image <paramref name="index"/>, channel by channel and row by row, to <paramref name="pixels"/>.
    /// </summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="random">
    /// Where random choices come from, such as where to crop: the stream of (seed, epoch, index), whichever worker reads. A source without
    /// such choices passes it over.
    /// </param>
    /// <param name="pixels">Exactly <see cref="ImageShape.Bytes"/> bytes.</param>
    void Read(int index, RandomStream random, Span<byte> pixels);
}
