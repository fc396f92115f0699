using System;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Analysis;

/// <summary>The normalization that parameters without a module belong to: tables show it in their place.</summary>
internal static class ParameterOwner
{
    // Of a block in the order of its nodes: weight, bias, grid, function.
    private const int Reach = 3;

    /// <summary>The node of the function that takes a parameter as its weight or bias; −1 for a parameter that stands for itself.</summary>
    public static int Find(GraphSpec graph, int parameter)
    {
        if (!graph.Nodes[parameter].Op.IsParameter)
            return -1;
        for (var i = parameter + 1; i < Math.Min(graph.Nodes.Count, parameter + 1 + Reach); i++)
        {
            if (graph.Nodes[i] is { Op: LayerNormFunction, Inputs: var inputs } && (inputs[1] == parameter || inputs[2] == parameter))
                return i;
        }

        return -1;
    }

    /// <summary>Whether a parameter is the first of its owner's, the one in whose place the owner is shown.</summary>
    public static bool IsFirst(GraphSpec graph, int owner, int parameter) => graph.Nodes[owner].Inputs[1] == parameter;

    /// <summary>The node whose result an owner normalizes, and whose shape it keeps; negative for the network's input.</summary>
    public static int MapOf(GraphSpec graph, int owner) => graph.Nodes[graph.Nodes[owner].Inputs[0]].Inputs[0];
}
