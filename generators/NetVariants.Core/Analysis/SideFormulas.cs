using System;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>Tells without trying other images whether a network that runs on one also runs on others.</summary>
internal static class SideFormulas
{
    // The memory for them is the thread's.
    [ThreadStatic]
    private static SideFormula?[]? t_formulas;

    /// <summary>
    /// Whether a graph runs on every image on which its windows fit: where paths meet, their sides follow one formula, and nothing but a
    /// mean or the like takes a whole map. False also where formulas do not decide it.
    /// </summary>
    /// <param name="graph">The expanded graph.</param>
    /// <param name="shapes">Its shapes for the image.</param>
    /// <param name="input">The image, on which it runs.</param>
    public static bool Agree(GraphSpec graph, EquatableArray<TensorShape> shapes, TensorShape input)
    {
        var count = graph.Nodes.Count;
        var formulas = t_formulas is not null && t_formulas.Length >= count ? t_formulas : t_formulas = new SideFormula?[count];
        for (var i = 0; i < count; i++)
        {
            var node = graph.Nodes[i];
            var side = node.Inputs.Count == 0 ? null : Of(node.Inputs[0]);
            for (var j = 1; j < node.Inputs.Count; j++)
            {
                if (Of(node.Inputs[j]) is var other && other != side && (other is not null || !IsGate(node, j)))
                    return false;
            }

            side = side is { } source ? node.Op.ResultSide(source) : null;
            if (side is { } formula && !Holds(formula, shapes[i]))
                return false;
            formulas[i] = side;
        }

        return true;

        SideFormula? Of(int index) => index < 0 ? SideFormula.Image : formulas[index];

        bool IsGate(NodeSpec node, int index) => !node.Op.IsOnMainPath(index) && shapes[node.Inputs[index]].Positions == 1;

        bool Holds(SideFormula formula, TensorShape shape) =>
            formula.IsWithinLimits && shape.Layout == Layout.Map && formula.At(input.Height) == shape.Height;
    }
}
