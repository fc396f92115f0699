using System;
using System.Collections.Generic;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>
/// Which modules of a network to compute again in the backward pass, instead of keeping what they compute, so that the most that training
/// keeps at a time is three eighths of what it would be, or else the least. What fits into that is kept and costs no time: the end of the
/// network, whose backward pass comes first.
/// </summary>
/// <param name="Parts">The parts that are computed again, each at once; of each, its input alone is kept until then.</param>
/// <param name="ActivationBytes">The most bytes that training then keeps for one image at a time.</param>
public sealed record RecomputePlan(EquatableArray<RecomputedPart> Parts, long ActivationBytes)
{
    /// <summary>The plan for a network.</summary>
    public static RecomputePlan Of(ShapedNet net)
    {
        var activations = new Activations(net.Graph, new GraphShapes(net.Shapes, net.Spec.Input));
        var steps = RecomputeStep.Of(net, activations);
        var ranges = new RecomputeSearch(steps).Find();
        var parts = new RecomputedPart[ranges.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var (first, end) = ranges[i];
            var paths = new string[end - first];
            for (var j = 0; j < paths.Length; j++)
                paths[j] = steps[first + j].Unit!.Value.Path;
            parts[i] = new RecomputedPart(EquatableArray<string>.Owning(paths));
        }

        var bytes = MostKept(steps, ranges, activations);
        return bytes < net.ActivationBytes
            ? new RecomputePlan(EquatableArray<RecomputedPart>.Owning(parts), bytes)
            : new RecomputePlan(default, net.ActivationBytes);
    }

    /// <summary>
    /// The most that is kept at a time: at the end of the forward pass, or when a part was computed again and all after it has gone.
    /// </summary>
    private static long MostKept(List<RecomputeStep> steps, List<(int First, int End)> ranges, Activations activations)
    {
        var kept = new bool[activations.Places];
        var (bytes, most, next) = (0L, 0L, 0);
        foreach (var (first, end) in ranges)
        {
            for (; next < first; next++)
                bytes += activations.KeepSaved(steps[next].Start, steps[next].End, kept);
            bytes += activations.Keep(steps[first].Unit!.Value.Input, kept);
            var again = (bool[])kept.Clone();
            most = Math.Max(most, bytes + activations.KeepSaved(steps[first].Start, steps[end - 1].End, again));
            next = end;
        }

        for (; next < steps.Count; next++)
            bytes += activations.KeepSaved(steps[next].Start, steps[next].End, kept);
        return Math.Max(most, bytes);
    }
}

/// <summary>A part of a network that is computed again.</summary>
/// <param name="Modules">The paths of its modules, of which each takes what the one before gives.</param>
public sealed record RecomputedPart(EquatableArray<string> Modules);
