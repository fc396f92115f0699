using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Passes;

/// <summary>
/// Takes batch normalizations into the convolutions before them, for networks that only infer: with the running mean μ and variance σ²,
/// scale γ and shift β, a convolution's weights become W·γ/√(σ² + ε) and its bias (b − μ)·γ/√(σ² + ε) + β. It folds where nothing else
/// reads the convolution.
/// </summary>
internal static class FoldBatchNorm
{
    /// <summary>The network without the normalizations that fold; what works in place has to be marked again.</summary>
    public static NetSpec Apply(NetSpec net)
    {
        var body = Fold(net.Body, net.Taps, out var places);
        return net with
        {
            Blocks = new EquatableArray<BlockDef>(net.Blocks.Select(block => block with { Body = Fold(block.Body, taps: default, out _) })),
            Body = body,
            Taps = new EquatableArray<int>(net.Taps.Select(tap => tap < 0 ? tap : places[tap])),
        };
    }

    /// <summary>The paths of the convolutions whose weights change, each with that of the normalization which it takes in.</summary>
    /// <param name="original">The expanded network.</param>
    /// <param name="folded">The expanded network after <see cref="Apply"/>.</param>
    public static IEnumerable<(string Convolution, string Norm)> Pairs(GraphSpec original, GraphSpec folded)
    {
        var left = new HashSet<string>(folded.Nodes.Where(node => node.Op is BatchNorm2d).Select(node => node.Path));
        return original.Nodes
            .Where(node => node.Op is BatchNorm2d && !left.Contains(node.Path))
            .Select(node => (original.Nodes[node.Inputs[0]].Path, node.Path));
    }

    private static GraphSpec Fold(GraphSpec graph, EquatableArray<int> taps, out int[] places)
    {
        var readers = new int[graph.Nodes.Count];
        foreach (var input in graph.Nodes
            .SelectMany(node => node.Inputs)
            .Concat(Enumerable.Range(0, graph.OutputCount).Select(graph.OutputNode))
            .Concat(taps))
        {
            if (input >= 0)
                readers[input]++;
        }

        var nodes = new List<NodeSpec>(graph.Nodes.Count);
        var moved = new int[graph.Nodes.Count];
        for (var i = 0; i < moved.Length; i++)
        {
            var node = graph.Nodes[i];
            var source = node.Inputs.Count > 0 ? node.Inputs[0] : GraphSpec.Input;
            if (source >= 0 && node is { Op: BatchNorm2d, IsNumbered: false } && readers[source] == 1
                && graph.Nodes[source] is { Op: Conv2d conv, IsNumbered: false } before && before.Condition == node.Condition)
            {
                moved[i] = moved[source];
                nodes[moved[source]] = nodes[moved[source]] with { Op = conv with { Bias = true } };
                continue;
            }

            moved[i] = nodes.Count;
            nodes.Add(node with { Inputs = new EquatableArray<int>(node.Inputs.Select(Moved)), Overwrites = -1 });
        }

        places = moved;
        var outputs = graph.Outputs.Count == 0 && nodes.Count > 0 && Moved(graph.OutputNode(0)) == nodes.Count - 1
            ? default
            : new EquatableArray<GraphOutput>(Enumerable.Range(0, graph.OutputCount).Select(
                i => new GraphOutput(graph.Outputs.Count == 0 ? "result" : graph.Outputs[i].Name, Moved(graph.OutputNode(i)))));
        return graph with { Nodes = new EquatableArray<NodeSpec>(nodes), Outputs = outputs };

        int Moved(int index) => index < 0 ? index : moved[index];
    }
}
