using System;
using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Data;

/// <summary>
/// How a pixel <c>p</c> of 0 to 255 becomes the network's input: <c>(p / 255 - mean) / std</c>, channel by channel, as torchvision's
/// <c>ToTensor</c> and <c>Normalize</c>.
/// </summary>
public sealed class Normalization
{
    /// <summary>Takes one mean and one standard deviation for each channel, on the scale 0 to 1.</summary>
    /// <exception cref="ArgumentException">The lists differ in length, are empty, or a value is NaN or infinite, or a standard deviation
    /// not positive, in 32 bits.</exception>
    public Normalization(IReadOnlyList<double> mean, IReadOnlyList<double> std)
    {
        if (mean.Count == 0 || mean.Count != std.Count)
            throw new ArgumentException(
                $"There are {mean.Count} means and {std.Count} standard deviations: give one of each for every channel.", nameof(std));
        if (mean.Any(value => !float.IsFinite((float)value)))
            throw new ArgumentException("A mean is not finite.", nameof(mean));
        if (std.Any(value => !((float)value > 0) || !float.IsFinite((float)value)))
            throw new ArgumentException("A standard deviation is not positive and finite.", nameof(std));
        Mean = mean;
        Std = std;
    }

    /// <summary>The mean of each channel, 0 to 1.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>The standard deviation of each channel, on the same scale.</summary>
    public IReadOnlyList<double> Std { get; }

    /// <summary>The bytes that come nearest to zero once normalized, of the first three channels; one channel stands for all.</summary>
    internal (byte Red, byte Green, byte Blue) Zero
    {
        get
        {
            byte[] bytes = [.. Mean.Select(mean => (byte)Math.Clamp(Math.Round(mean * 255), 0, 255))];
            return (bytes[0], bytes[Math.Min(1, bytes.Length - 1)], bytes[^1]);
        }
    }
}
