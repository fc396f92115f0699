using System;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Analysis;

/// <summary>What a single layer counts. All sums are checked: a count that exceeds 64 bits throws.</summary>
public static class Counts
{
    /// <summary>The trainable parameters of a layer.</summary>
    /// <exception cref="OverflowException">They exceed 64 bits.</exception>
    public static long Parameters(Op op)
    {
        checked
        {
            return op switch
            {
                Op.Conv2d c => (c.Out.Value * (c.In.Value / c.Groups.Value) * c.Kernel * c.Kernel) + (c.Bias ? c.Out.Value : 0),
                Op.BatchNorm2d norm => 2 * norm.Features.Value,
                Op.Linear linear => (linear.In.Value * linear.Out.Value) + linear.Out.Value,
                _ => 0,
            };
        }
    }

    /// <summary>
    /// The bytes of a layer's part of the state dict: parameters and running statistics as 32-bit floats, a batch normalisation's
    /// <c>num_batches_tracked</c> as a 64-bit integer.
    /// </summary>
    /// <exception cref="OverflowException">They exceed 64 bits.</exception>
    public static long StateBytes(Op op)
    {
        checked
        {
            var floats = Parameters(op);
            return op is Op.BatchNorm2d norm ? (4 * (floats + (2 * norm.Features.Value))) + 8 : 4 * floats;
        }
    }

    /// <summary>The multiply-accumulates of a convolution or linear layer for one image, given the shape of its result.</summary>
    /// <exception cref="OverflowException">They exceed 64 bits.</exception>
    public static long Macs(Op op, TensorShape output)
    {
        checked
        {
            return op switch
            {
                Op.Conv2d c => output.Size * (c.In.Value / c.Groups.Value) * c.Kernel * c.Kernel,
                Op.Linear linear => linear.In.Value * linear.Out.Value,
                _ => 0,
            };
        }
    }

    /// <summary>
    /// The depth of an expanded graph: the convolutions and linear layers on the longest path from input to output. A residual block's shortcut
    /// is shorter than its main path and does not count; this is the number in <c>ResNet-18</c> and <c>DenseNet-121</c>.
    /// </summary>
    public static int Layers(GraphSpec graph)
    {
        var depth = new int[graph.Nodes.Count];
        for (var i = 0; i < depth.Length; i++)
        {
            var node = graph.Nodes[i];
            foreach (var source in node.Inputs)
            {
                if (source != GraphSpec.Input)
                    depth[i] = Math.Max(depth[i], depth[source]);
            }

            if (node.Op is Op.Conv2d or Op.Linear)
                depth[i]++;
        }

        return depth[depth.Length - 1];
    }
}
