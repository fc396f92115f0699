using System;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Analysis;

/// <summary>
/// The shape of every node's result, and whether a network runs on an image. A window (kernel, pool) that does not fit its padded input is
/// the one way in which a well-formed network of a single path can fail in PyTorch; where paths meet, their sizes can differ as well.
/// </summary>
internal static class ShapeInference
{
    private const long Unreachable = 1L << 60;
    private const int FarthestDistance = 128;

    // What is tried out is thrown away: the memory for it is the thread's.
    [ThreadStatic]
    private static TensorShape[]? t_trial;

    /// <summary>Infers the shapes of an expanded graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The shape of one image.</param>
    /// <param name="failure">The first node that cannot run; −1 when all do.</param>
    /// <returns>The shapes, up to that node.</returns>
    public static EquatableArray<TensorShape> Infer(GraphSpec graph, TensorShape input, out int failure)
    {
        var shapes = new TensorShape[graph.Nodes.Count];
        failure = Infer(graph, input, shapes);
        return EquatableArray<TensorShape>.Owning(shapes);
    }

    /// <summary>Whether a graph runs on an image of another side.</summary>
    public static bool Runs(GraphSpec graph, TensorShape input, long side)
    {
        var shapes = t_trial is not null && t_trial.Length >= graph.Nodes.Count ? t_trial : t_trial = new TensorShape[graph.Nodes.Count];
        return side is >= 1 and <= int.MaxValue && Infer(graph, TensorShape.Map(input.Channels, (int)side), shapes) < 0;
    }

    /// <summary>The side nearest to that of an image on which a graph does not run, and on which it does; 0 where none is found.</summary>
    public static long NearestSide(GraphSpec graph, TensorShape input)
    {
        if (SideRemainders.Find(graph, default, input) is { } sides
            && sides.Nearest(input.Height, SmallestSide(graph)) is var nearest && Runs(graph, input, nearest))
        {
            return nearest;
        }

        for (var distance = 1; distance <= FarthestDistance; distance++)
        {
            foreach (var side in new long[] { input.Height + distance, input.Height - distance })
            {
                if (Runs(graph, input, side))
                    return side;
            }
        }

        return 0;
    }

    private static int Infer(GraphSpec graph, TensorShape input, TensorShape[] shapes)
    {
        var known = new GraphShapes(EquatableArray<TensorShape>.Owning(shapes), input);
        var nodes = graph.Nodes;
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Op.Output(new InputShapes(nodes[i].Inputs, known)) is not { } shape)
                return i;
            shapes[i] = shape;
        }

        return -1;
    }

    /// <summary>
    /// The side of the smallest image on which every window of an expanded graph fits. From the outputs back, a node needs the smallest
    /// side that gives its users what they need, which inverts the window's formula exactly.
    /// </summary>
    /// <returns>The side; <see cref="long.MaxValue"/> when it exceeds 2^60.</returns>
    public static long SmallestSide(GraphSpec graph)
    {
        var needed = new long[graph.Nodes.Count];
        for (var i = 0; i < graph.OutputCount; i++)
        {
            if (graph.OutputNode(i) is >= 0 and var output)
                needed[output] = 1;
        }

        long image = 1;
        for (var i = needed.Length - 1; i >= 0; i--)
        {
            var node = graph.Nodes[i];
            var side = node.Op.SmallestSide(Math.Max(needed[i], 1));
            if (side > Unreachable)
                return long.MaxValue;
            foreach (var source in node.Inputs)
            {
                if (source < 0)
                    image = Math.Max(image, side);
                else
                    needed[source] = Math.Max(needed[source], side);
            }
        }

        return image;
    }
}
