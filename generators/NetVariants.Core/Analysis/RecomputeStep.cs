using System.Collections.Generic;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>A unit, or what stands between two of them.</summary>
/// <param name="Unit">The unit; null for what stands between.</param>
/// <param name="Start">The first node.</param>
/// <param name="End">The node after the last.</param>
/// <param name="Bytes">What its nodes save for one image and no node before saves.</param>
/// <param name="InputBytes">The bytes of its input.</param>
/// <param name="SavesInput">Whether its input is among what it saves.</param>
/// <param name="IsFirst">Whether no node before saves its input.</param>
internal readonly record struct RecomputeStep(
    RecomputeUnit? Unit, int Start, int End, long Bytes, long InputBytes, bool SavesInput, bool IsFirst)
{
    /// <summary>The steps of a network, which together are all of it.</summary>
    public static List<RecomputeStep> Of(ShapedNet net, Activations activations)
    {
        var steps = new List<RecomputeStep>();
        var kept = new bool[activations.Places];
        var next = 0;
        foreach (var unit in RecomputeUnit.Find(net))
        {
            Between(unit.Start);
            Add(unit, unit.Start, unit.End, unit.Input);
        }

        Between(net.Graph.Nodes.Count);
        return steps;

        void Between(int end)
        {
            if (next < end)
                Add(null, next, end, next - 1);
        }

        void Add(RecomputeUnit? unit, int start, int end, int input)
        {
            var own = new bool[activations.Places];
            var inputBytes = activations.Keep(input, own);
            own = new bool[activations.Places];
            activations.KeepSaved(start, end, own);
            var savesInput = activations.Keep(input, own) == 0;
            var isFirst = activations.Keep(input, (bool[])kept.Clone()) > 0;
            steps.Add(new RecomputeStep(unit, start, end, activations.KeepSaved(start, end, kept), inputBytes, savesInput, isFirst));
            next = end;
        }
    }

    /// <summary>What it saves where the steps before it are computed again.</summary>
    public long BytesAfterPart => Bytes + (SavesInput && !IsFirst ? InputBytes : 0);

    /// <summary>What it saves besides its input.</summary>
    public long OtherBytes => Bytes - (SavesInput && IsFirst ? InputBytes : 0);
}
