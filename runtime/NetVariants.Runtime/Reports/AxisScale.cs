using System;
using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Reports;

/// <summary>The stretch of numbers that an axis shows, with round numbers to label it by.</summary>
internal sealed record AxisScale(double Low, double High, IReadOnlyList<double> Ticks)
{
    /// <summary>
    /// Covers <paramref name="values"/>, with steps of 1, 2 or 5 times a power of ten, at most about <paramref name="ticks"/> of them.
    /// </summary>
    public static AxisScale Cover(IEnumerable<double> values, int ticks)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        var (low, high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        if (high - low < 1e-9)
            (low, high) = (low - 0.5, high + 0.5);
        var step = RoundStep((high - low) / ticks);
        var first = (long)Math.Floor(low / step);
        var last = (long)Math.Ceiling(high / step);
        // Multiples of the step, not sums of it, so that 0.3 stays 0.3.
        return new AxisScale(
            first * step, last * step, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Math.Round((first + i) * step, 12))]);
    }

    /// <summary>Where <paramref name="value"/> lies between the axis' ends: 0 to 1, or beyond.</summary>
    public double Position(double value) => (value - Low) / (High - Low);

    private static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
    }
}
