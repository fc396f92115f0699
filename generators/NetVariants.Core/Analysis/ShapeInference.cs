using System;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Analysis;

/// <summary>
/// The shape of every node's result, and the images on which a network runs. A window (kernel, pool) that does not fit its padded input is
/// the one way in which a well-formed network of a single path can fail in PyTorch; where paths meet, their sizes can differ as well.
/// </summary>
internal static class ShapeInference
{
    private const long Unreachable = 1L << 60;
    private const int MostTrials = 16;

    // Where paths of different strides meet, sides that run and sides that do not take turns.
    private const int MostNeighbours = 3;

    // Where one way to a sum rounds halves down and the other one up, the sides that run come again with the network's whole stride.
    private const int LargestPeriod = 128;

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

    /// <summary>How many sides after a network's own tell whether it runs on all of them.</summary>
    private static int NeighboursOf(GraphSpec graph)
    {
        bool hasJoints = false, hasSums = false, roundsDown = false;
        foreach (var node in graph.Nodes)
        {
            hasJoints |= node.Inputs.Count > 1;
            hasSums |= node.Inputs.Count > 1 && node.Op is Add;
            roundsDown |= node.Op is AvgPool2d { CeilMode: false, Stride.Value: > 1 };
        }

        return hasSums && roundsDown ? LargestPeriod : hasJoints ? MostNeighbours : 1;
    }

    /// <summary>The side nearest to another one on which a graph runs; 0 where there is none near.</summary>
    public static long NearestSide(GraphSpec graph, TensorShape input)
    {
        var shapes = new TensorShape[graph.Nodes.Count];
        for (var distance = 1; distance <= LargestPeriod; distance++)
        {
            foreach (var side in new long[] { input.Height + distance, input.Height - distance })
            {
                if (side is >= 1 and <= int.MaxValue && Infer(graph, TensorShape.Map(input.Channels, (int)side), shapes) < 0)
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

    /// <summary>
    /// The images on which a graph runs that runs on <paramref name="input"/>, where formulas do not tell found by trying sides: at least
    /// the smallest, multiples of a side, or this side alone.
    /// </summary>
    public static InputRule Rule(GraphSpec graph, EquatableArray<TensorShape> known, TensorShape input)
    {
        var side = (long)input.Height;
        var least = SmallestSide(graph);
        if (SideFormulas.Agree(graph, known, input))
            return new InputRule(InputRuleKind.AtLeast, least);
        var shapes = t_trial is not null && t_trial.Length >= graph.Nodes.Count ? t_trial : t_trial = new TensorShape[graph.Nodes.Count];
        if (RunsFrom(side, NeighboursOf(graph)) && Runs(least))
            return new InputRule(InputRuleKind.AtLeast, least);
        for (var period = 2L; period <= side; period++)
        {
            if (side % period != 0 || !RunsEvery(period))
                continue;
            while (side - period >= least && Runs(side - period))
                side -= period;
            return new InputRule(InputRuleKind.MultipleOf, period, side);
        }

        return new InputRule(InputRuleKind.Exactly, side);

        bool RunsFrom(long start, int count)
        {
            for (var i = 1; i <= count; i++)
            {
                if (!Runs(start + i))
                    return false;
            }

            return true;
        }

        bool RunsEvery(long period)
        {
            for (var i = 1; i <= Math.Min(side / period, MostTrials); i++)
            {
                if (!Runs(side + (i * period)))
                    return false;
            }

            return true;
        }

        bool Runs(long candidate) => candidate <= int.MaxValue && Infer(graph, TensorShape.Map(input.Channels, (int)candidate), shapes) < 0;
    }
}
