using System;
using System.Collections.Generic;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Analysis;

/// <summary>Decides without trying other images whether a network that runs on one also runs on others.</summary>
internal static class SideFormulas
{
    // The memory for them is the thread's.
    [ThreadStatic]
    private static SideFormula?[]? t_formulas;

    /// <summary>
    /// The formulas of paths that meet though their sides follow different ones: none where a graph runs on every image on which its
    /// windows fit. Null where formulas do not decide it, such as where a layer takes a whole map.
    /// </summary>
    /// <param name="graph">The expanded graph.</param>
    /// <param name="shapes">Its shapes for the image; none where it does not run on that.</param>
    /// <param name="input">The image.</param>
    public static IReadOnlyCollection<(SideFormula First, SideFormula Second)>? Differences(
        GraphSpec graph, EquatableArray<TensorShape> shapes, TensorShape input)
    {
        var count = graph.Nodes.Count;
        var formulas = t_formulas is not null && t_formulas.Length >= count ? t_formulas : t_formulas = new SideFormula?[count];
        List<(SideFormula First, SideFormula Second)>? differences = null;
        for (var i = 0; i < count; i++)
        {
            var node = graph.Nodes[i];
            var side = node.Inputs.Count == 0 ? null : Of(node.Inputs[0]);
            for (var j = 1; j < node.Inputs.Count; j++)
            {
                var other = Of(node.Inputs[j]);
                if (other == side || (other is null && IsOfAnySide(node, j)))
                    continue;
                if (side is not { } first || other is not { } second)
                    return null;
                (differences ??= []).Add((first, second));
            }

            side = side is { } source ? node.Op.ResultSide(source) : null;
            if (side is { } formula && !Holds(formula, i))
                return null;
            formulas[i] = side;
        }

        return differences is null ? Array.Empty<(SideFormula First, SideFormula Second)>() : differences;

        SideFormula? Of(int index) => index < 0 ? SideFormula.Image : formulas[index];

        bool IsOfAnySide(NodeSpec node, int index) => !node.Op.IsOnMainPath(index)
            && (shapes.Count == 0 || node.Op is BlurConv2d || shapes[node.Inputs[index]].Positions == 1);

        bool Holds(SideFormula formula, int index) => formula.IsWithinLimits
            && (shapes.Count == 0 || (shapes[index].Layout == Layout.Map && formula.At(input.Height) == shapes[index].Height));
    }
}
