using System;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Analysis;

/// <summary>
/// The shape of every node's result. A window (kernel, pool) that does not fit its padded input is the one way in which a well-formed network
/// can fail in PyTorch; channels fit by construction.
/// </summary>
internal static class ShapeInference
{
    /// <summary>Infers the shapes of an expanded graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The shape of one image.</param>
    /// <param name="collapse">The first node whose window does not fit; −1 when all do.</param>
    /// <returns>The shapes, up to that node.</returns>
    /// <exception cref="OverflowException">A size exceeds 64 bits.</exception>
    public static EquatableArray<TensorShape> Infer(GraphSpec graph, TensorShape input, out int collapse)
    {
        var shapes = new TensorShape[graph.Nodes.Count];
        for (var i = 0; i < shapes.Length; i++)
        {
            var node = graph.Nodes[i];
            var x = Of(node.Inputs[0]);
            shapes[i] = node.Op switch
            {
                Op.Conv2d conv => new TensorShape(conv.Out.Value, Window.Of(conv).Output(x.Side)),
                Op.MaxPool2d or Op.AvgPool2d => x with { Side = Window.Of(node.Op).Output(x.Side) },
                Op.AdaptiveAvgPool2d pool => x with { Side = pool.Side },
                Op.Flatten => TensorShape.Flat(x.Size),
                Op.Linear linear => TensorShape.Flat(linear.Out.Value),
                Op.Concat => x with { Channels = checked(x.Channels + Of(node.Inputs[1]).Channels) },
                Op.Call or Op.Repeat => throw new ArgumentException("The graph still calls blocks.", nameof(graph)),
                _ => x,
            };
            if (shapes[i].Side < 0)
            {
                collapse = i;
                return EquatableArray<TensorShape>.Owning(shapes);
            }
        }

        collapse = -1;
        return EquatableArray<TensorShape>.Owning(shapes);

        TensorShape Of(int node) => node == GraphSpec.Input ? input : shapes[node];
    }

    /// <summary>
    /// The side of the smallest image on which an expanded graph runs. From the output back, a node needs the smallest side that gives its users
    /// what they need, which inverts the window's formula exactly.
    /// </summary>
    /// <returns>The side; <see cref="long.MaxValue"/> when it exceeds 2^60.</returns>
    public static long SmallestSide(GraphSpec graph)
    {
        const long Unreachable = 1L << 60;
        var needed = new long[graph.Nodes.Count];
        needed[needed.Length - 1] = 1;
        long image = 1;
        for (var i = needed.Length - 1; i >= 0; i--)
        {
            var node = graph.Nodes[i];
            var side = node.Op switch
            {
                Op.Conv2d or Op.MaxPool2d or Op.AvgPool2d => Window.Of(node.Op).SmallestInput(needed[i]),
                Op.AdaptiveAvgPool2d or Op.Flatten or Op.Linear => 1,
                _ => needed[i],
            };
            if (side > Unreachable)
                return long.MaxValue;
            foreach (var source in node.Inputs)
            {
                if (source == GraphSpec.Input)
                    image = Math.Max(image, side);
                else
                    needed[source] = Math.Max(needed[source], side);
            }
        }

        return image;
    }
}
