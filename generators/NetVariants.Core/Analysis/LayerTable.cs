using System.Collections.Generic;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>The layers of a network, one row each.</summary>
public static class LayerTable
{
    /// <summary>
    /// The rows in order. Activations, dropout and what only rearranges a result are left out: they change neither side nor channels and
    /// have no parameters.
    /// </summary>
    public static IEnumerable<LayerRow> Rows(ShapedNet net)
    {
        for (var i = 0; i < net.Graph.Nodes.Count; i++)
        {
            var node = net.Graph.Nodes[i];
            if (ParameterOwner.Find(net.Graph, i) is >= 0 and var owner)
            {
                if (ParameterOwner.IsFirst(net.Graph, owner, i))
                    yield return Row(net, owner, node.Path);
                continue;
            }

            if (node.Op.IsListed)
                yield return new LayerRow(
                    node.Path, node.Op.Describe(), net.Shapes[i], net.LayerParameters[i], node.Op.Macs(net.InputsOf(node), net.Shapes[i]));
        }
    }

    /// <summary>The row of a function with a weight and a bias.</summary>
    private static LayerRow Row(ShapedNet net, int function, string weight)
    {
        var node = net.Graph.Nodes[function];
        return new LayerRow(
            weight.Substring(0, weight.LastIndexOf('.')),
            node.Op.Describe(),
            net.ShapeOfLayer(ParameterOwner.MapOf(net.Graph, function)),
            net.LayerParameters[node.Inputs[1]] + net.LayerParameters[node.Inputs[2]],
            node.Op.Macs(net.InputsOf(node), net.Shapes[function]));
    }
}

/// <summary>A row of the layer table.</summary>
/// <param name="Path">The module's name in the state dict; empty for a function.</param>
/// <param name="Operation">The layer in words.</param>
/// <param name="Output">The shape of its result.</param>
/// <param name="ParameterCount">Its trainable parameters.</param>
/// <param name="Macs">Its multiply-accumulates for one image.</param>
public sealed record LayerRow(string Path, string Operation, TensorShape Output, long ParameterCount, long Macs);
