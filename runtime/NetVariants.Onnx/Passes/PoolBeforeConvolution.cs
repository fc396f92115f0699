using System.Collections.Generic;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Onnx.Passes;

/// <summary>
/// Puts a mean over windows before the 1×1 convolution that it follows: both are linear and neither looks at what the other sums over, and
/// the convolution then has as many pixels less as a window has. Training keeps torchvision's order.
/// </summary>
internal static class PoolBeforeConvolution
{
    /// <summary>The expanded graph with pools moved.</summary>
    public static GraphSpec Apply(GraphSpec graph)
    {
        var readers = new int[graph.Nodes.Count];
        foreach (var input in graph.Nodes.SelectMany(node => node.Inputs)
            .Concat(Enumerable.Range(0, graph.OutputCount).Select(graph.OutputNode)).Where(input => input >= 0))
            readers[input]++;
        List<NodeSpec> nodes = [.. graph.Nodes];
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Op is not AvgPool2d || nodes[i].Inputs[0] is not (>= 0 and int source) || readers[source] != 1
                || !IsPointwise(nodes[source].Op))
                continue;
            (var convolution, var pool) = (nodes[source], nodes[i]);
            nodes[source] = pool with { Inputs = convolution.Inputs };
            nodes[i] = convolution with { Inputs = pool.Inputs };
        }

        return graph with { Nodes = new EquatableArray<NodeSpec>(nodes) };
    }

    private static bool IsPointwise(Op op) => op is Conv2d conv && conv.Kernel.Is(1) && conv.Stride.Is(1) && conv.Padding.Is(0);
}
