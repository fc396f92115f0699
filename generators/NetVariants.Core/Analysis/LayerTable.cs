using System.Collections.Generic;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Analysis;

/// <summary>The layers of a network, one row each.</summary>
public static class LayerTable
{
    /// <summary>
    /// The rows in order. Activations, dropout and what only rearranges a result are left out: they change neither side nor channels and have no
    /// parameters.
    /// </summary>
    public static IEnumerable<LayerRow> Of(ShapedNet net)
    {
        for (var i = 0; i < net.Graph.Nodes.Count; i++)
        {
            var node = net.Graph.Nodes[i];
            if (node.Op is not (Op.ReLU or Op.Dropout or Op.Add or Op.Concat or Op.Flatten))
                yield return new LayerRow(node.Path, OpText.Describe(node.Op), net.Shapes[i], Counts.Parameters(node.Op));
        }
    }
}

/// <summary>A row of the layer table.</summary>
/// <param name="Path">The module's name in the state dict; empty for a function.</param>
/// <param name="Operation">The layer in words.</param>
/// <param name="Output">The shape of its result.</param>
/// <param name="ParameterCount">Its trainable parameters.</param>
public sealed record LayerRow(string Path, string Operation, TensorShape Output, long ParameterCount);
