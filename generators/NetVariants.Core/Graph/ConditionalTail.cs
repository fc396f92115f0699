namespace NetVariants.Core.Graph;

/// <summary>
/// The end of a block that exists only with a flag, such as stochastic depth and addition in a residual block that may lack the shortcut.
/// Without the flag, <c>forward</c> returns before it, so that its nodes need no condition of their own.
/// </summary>
internal static class ConditionalTail
{
    /// <summary>The first node of the tail; the number of nodes where a graph has none.</summary>
    public static int Start(GraphSpec graph)
    {
        var nodes = graph.Nodes;
        var start = nodes.Count;
        if (start == 0 || graph.OutputCount > 1 || graph.OutputNode(0) != start - 1 || nodes[start - 1].Condition < 0)
            return start;
        var hasFunction = false;
        while (start > 0 && nodes[start - 1] is { IsNumbered: false } node && node.Condition == nodes[nodes.Count - 1].Condition)
        {
            hasFunction |= !node.IsModule;
            start--;
        }

        // A class keeps the flags of functions; an absent module is told by its field.
        return hasFunction && nodes.Count - start > 1 && IsClosed(graph, start) ? start : nodes.Count;
    }

    /// <summary>What a graph returns without its tail.</summary>
    public static int ResultWithout(GraphSpec graph, int start)
    {
        var result = graph.Nodes.Count - 1;
        while (result >= start)
            result = graph.Nodes[result].Inputs[0];
        return result;
    }

    /// <summary>Whether a tail takes nothing but the result without it, inputs and parameters: no other value is alive before it.</summary>
    private static bool IsClosed(GraphSpec graph, int start)
    {
        var nodes = graph.Nodes;
        for (var i = start; i < nodes.Count; i++)
        {
            if (nodes[i].Inputs.Count == 0)
                return false;
        }

        var result = ResultWithout(graph, start);
        if (result >= 0 && nodes[result] is { IsNumbered: false, Condition: >= 0 })
            return false;
        for (var i = start; i < nodes.Count; i++)
        {
            foreach (var input in nodes[i].Inputs)
            {
                if (input >= 0 && input < start && input != result && !nodes[input].Op.IsParameter)
                    return false;
            }
        }

        return true;
    }
}
