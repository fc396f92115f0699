using System;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>What the layers of an expanded graph count. Sums saturate: a count of <see cref="long.MaxValue"/> exceeds 64 bits.</summary>
internal static class Counts
{
    /// <summary>
    /// The depth of an expanded graph: the convolutions and linear layers on the longest path from input to output, gates left out. A
    /// residual block's shortcut is shorter than its main path and does not count; this is the number in <c>ResNet-18</c> and
    /// <c>DenseNet-121</c>.
    /// </summary>
    public static int Layers(GraphSpec graph)
    {
        var depth = new short[graph.Nodes.Count];
        var layers = 0;
        for (var i = 0; i < depth.Length; i++)
        {
            var node = graph.Nodes[i];
            for (var j = 0; j < node.Inputs.Count; j++)
            {
                if (node.Inputs[j] is >= 0 and var source && node.Op.IsOnMainPath(j))
                    depth[i] = Math.Max(depth[i], depth[source]);
            }

            if (node.Op.IsLayer)
                depth[i]++;
        }

        for (var i = 0; i < graph.OutputCount; i++)
            layers = Math.Max(layers, graph.OutputNode(i) < 0 ? 0 : depth[graph.OutputNode(i)]);
        return layers;
    }
}
