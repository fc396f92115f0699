using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>The sides of images at which paths that round differently meet in one size, by the remainders that they leave.</summary>
internal sealed class SideRemainders
{
    private const int MostTried = 1 << 18;

    // Of a network whose paths agree on every image.
    private static readonly SideRemainders s_every = new(1, [0]);

    private SideRemainders(long period, List<long> remainders) => (Period, Remainders) = (period, remainders);

    /// <summary>What a side is divided by.</summary>
    public long Period { get; }

    /// <summary>What it may leave, in ascending order, at least one.</summary>
    public IReadOnlyList<long> Remainders { get; }

    /// <summary>The sides on which a graph runs if its windows fit; null where formulas do not decide it.</summary>
    /// <param name="graph">The expanded graph.</param>
    /// <param name="shapes">Its shapes for the image; none where it does not run on that.</param>
    /// <param name="input">The image.</param>
    public static SideRemainders? Find(GraphSpec graph, EquatableArray<TensorShape> shapes, TensorShape input) =>
        SideFormulas.Differences(graph, shapes, input) is { } differences ? Solve(differences) : null;

    /// <summary>
    /// The sides at which two formulas agree for each of some pairs: of windows whose strides have the same product, which side is rounded
    /// up repeats with that product. Null where no side is left, or too many are to be tried.
    /// </summary>
    private static SideRemainders? Solve(IReadOnlyCollection<(SideFormula First, SideFormula Second)> pairs)
    {
        if (pairs.Count == 0)
            return s_every;
        var (period, remainders) = (1L, new List<long> { 0 });
        foreach (var (first, second) in pairs.Distinct().OrderBy(pair => pair.First.Stride))
        {
            if (first.Stride != second.Stride)
                return null;
            var longer = CommonMultiple(period, first.Stride);
            if (longer / period * remainders.Count > MostTried)
                return null;
            // A side beyond all offsets, so that division rounds down.
            var start = longer * ((long.MaxValue >> 31) / longer);
            var (step, shorter) = (period, remainders);
            remainders = [.. shorter.SelectMany(remainder => Repeated(remainder, step, longer))
                .Where(remainder => first.At(start + remainder) == second.At(start + remainder))];
            period = longer;
        }

        if (remainders.Count == 0)
            return null;
        remainders.Sort();
        return Shortened(period, remainders);
    }

    /// <summary>The smallest side from another one on.</summary>
    public long FirstFrom(long least) => Remainders.Min(remainder => least + (((remainder - least) % Period) + Period) % Period);

    /// <summary>The side nearest to another one and not below a smallest one.</summary>
    public long Nearest(long side, long least) => Remainders
        .SelectMany(remainder => new[] { -Period, 0, Period }.Select(away => side - (side % Period) + remainder + away))
        .Where(near => near >= least)
        .DefaultIfEmpty(FirstFrom(least))
        .OrderBy(near => Math.Abs(near - side))
        .First();

    /// <summary>The least common multiple.</summary>
    public static long CommonMultiple(long first, long second)
    {
        var (divisor, rest) = (first, second);
        while (rest != 0)
            (divisor, rest) = (rest, divisor % rest);
        return first / divisor * second;
    }

    private static IEnumerable<long> Repeated(long remainder, long step, long end)
    {
        for (var side = remainder; side < end; side += step)
            yield return side;
    }

    /// <summary>The same sides by the smallest number that they can be divided by.</summary>
    private static SideRemainders Shortened(long period, List<long> remainders)
    {
        var known = new HashSet<long>(remainders);
        for (var shorter = 1L; shorter < period; shorter++)
        {
            if (period % shorter == 0 && remainders.TrueForAll(remainder => known.Contains((remainder + shorter) % period)))
                return new SideRemainders(shorter, remainders.FindAll(remainder => remainder < shorter));
        }

        return new SideRemainders(period, remainders);
    }
}
