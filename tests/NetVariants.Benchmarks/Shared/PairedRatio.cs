using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetVariants.Benchmarks.Shared;

/// <summary>The ratio of two sides that took turns.</summary>
/// <param name="Median">The median of the rounds' ratios.</param>
/// <param name="RelativeIqr">
/// Their interquartile range, from the first quartile to the third one, divided by the median; NaN of a single round.
/// </param>
internal sealed record PairedRatio(double Median, double RelativeIqr)
{
    /// <summary>The largest relative interquartile range at which a ratio is reported.</summary>
    public const double MaxRelativeIqr = 0.1;

    /// <summary>Whether the machine was too busy for the ratio to tell anything.</summary>
    public bool IsUnreliable => RelativeIqr > MaxRelativeIqr;

    /// <summary>The ratio of ours to theirs, round by round.</summary>
    public static PairedRatio Compute(IEnumerable<double> ours, IEnumerable<double> theirs)
    {
        double[] ratios = [.. ours.Zip(theirs, (own, other) => own / other)];
        var median = Quantile(ratios, 0.5);
        var range = Quantile(ratios, 0.75) - Quantile(ratios, 0.25);
        return new PairedRatio(median, ratios.Length == 1 ? double.NaN : range / median);
    }

    /// <summary>The median of some values.</summary>
    public static double MedianOf(IEnumerable<double> values) => Quantile([.. values], 0.5);

    /// <summary><c>0.87 (0.03)</c>, or <c>too busy: 0.31</c>, or <c>0.87</c> of a single round.</summary>
    public override string ToString()
    {
        var range = RelativeIqr.ToString("F2", CultureInfo.InvariantCulture);
        var median = Median.ToString("F2", CultureInfo.InvariantCulture);
        return IsUnreliable ? $"too busy: {range}" : double.IsNaN(RelativeIqr) ? median : $"{median} ({range})";
    }

    private static double Quantile(double[] values, double part)
    {
        double[] ordered = [.. values.Order()];
        var place = part * (ordered.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, ordered.Length - 1);
        return ordered[below] + ((place - below) * (ordered[above] - ordered[below]));
    }
}
