using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Training;

namespace NetVariants.Experiments;

/// <summary>How a network did with one seed.</summary>
/// <param name="Seed">The seed of initial weights, order of images, augmentation and dropout.</param>
/// <param name="Training">The result of its training, or null if it failed.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record SeedResult(long Seed, TrainingResult? Training, string? Failure);

/// <summary>A figure over several seeds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Std">The standard deviation of the sample; null for a single value.</param>
/// <param name="Count">How many values there are.</param>
public sealed record MeanStd(double Mean, double? Std, int Count)
{
    /// <summary>The mean and standard deviation of some values; null where there are none.</summary>
    public static MeanStd? FromValues(IEnumerable<double> values)
    {
        double[] all = [.. values];
        if (all.Length == 0)
            return null;
        var mean = all.Average();
        return new MeanStd(
            mean, all.Length == 1 ? null : Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1)), all.Length);
    }
}
