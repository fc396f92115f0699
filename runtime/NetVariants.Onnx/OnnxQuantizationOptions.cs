using System;
using NetVariants.Data;

namespace NetVariants.Onnx;

/// <summary>
/// How a network is written with integers of 8 bits (post-training static quantization): ranges of activations come from images, those of
/// weights from each output channel.
/// </summary>
/// <param name="Images">Images like those that the network is for, read as for its evaluation; their labels do not matter.</param>
public sealed record OnnxQuantizationOptions(IImageSource Images)
{
    /// <summary>The most images to look at, evenly taken from all.</summary>
    public int Count
    {
        get; init =>
        field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "It has to be 1 or more.");
    } = 128;

    /// <summary>How an activation's range follows from its values.</summary>
    public CalibrationMethod Method { get; init; } = CalibrationMethod.Percentile;

    /// <summary>
    /// The share of an activation's values, in percent, that <see cref="CalibrationMethod.Percentile"/> keeps in the range.
    /// </summary>
    public double Percentile
    {
        get;
        init => field = value is > 50 and <= 100 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "It has to be above 50 and at most 100.");
    } = 99.999;

    /// <summary>
    /// Whether the first and the last layer with weights keep 32 bits: they are the most sensitive, and rarely the slowest.
    /// </summary>
    public bool FirstAndLastInFloat { get; init; }
}

/// <summary>How the range of an activation is chosen: what lies beyond is clipped, what lies within is rounded to 256 steps.</summary>
public enum CalibrationMethod
{
    /// <summary>The range that holds a share of the values, <see cref="OnnxQuantizationOptions.Percentile"/>.</summary>
    Percentile,

    /// <summary>The range whose steps lose the least information (Kullback–Leibler divergence).</summary>
    Entropy,
}
