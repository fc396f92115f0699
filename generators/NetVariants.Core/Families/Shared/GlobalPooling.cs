using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.Shared;

/// <summary>The pool after the last map, and the head that most families have.</summary>
internal static class GlobalPooling
{
    /// <summary>Adds the pool.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The path of the mean's module; the other pools have none.</param>
    /// <param name="channels">The channels of the last map.</param>
    /// <param name="side">The side of the grid that it pools to.</param>
    /// <param name="kind">The pool.</param>
    /// <returns>The channels of its result.</returns>
    public static long Add(GraphBuilder graph, string path, long channels, int side, GlobalPool kind)
    {
        var map = graph.Last;
        if (kind == GlobalPool.Avg)
        {
            graph.Add(path, new AdaptiveAvgPool2d(side));
            return channels;
        }

        var maximum = graph.Add("", new AdaptiveMaxPool2d(side));
        if (kind == GlobalPool.Max)
            return channels;
        var mean = graph.Add("", new AdaptiveAvgPool2d(side), map);
        if (kind == GlobalPool.AvgMax)
        {
            graph.Join(new Add(), mean, maximum);
            graph.Add("", new Scale(0.5));
            return channels;
        }

        graph.Join(new Concat(), mean, maximum);
        return 2 * channels;
    }

    /// <summary>Adds the pool and the linear layer on its result, with dropout between them.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The path of the mean's module.</param>
    /// <param name="linear">The path of the linear layer.</param>
    /// <param name="channels">The channels of the last map.</param>
    /// <param name="kind">The pool.</param>
    /// <param name="dropout">The probability of zeroing a feature; 0 for no dropout.</param>
    /// <param name="classes">The number of classes.</param>
    public static void AddHead(
        GraphBuilder graph, string path, string linear, long channels, GlobalPool kind, double dropout, long classes)
    {
        channels = Add(graph, path, channels, side: 1, kind);
        graph.Add("", new Flatten());
        if (dropout > 0)
            graph.Add("", new Dropout(dropout));
        graph.Add(linear, new Linear(channels, classes));
    }
}
