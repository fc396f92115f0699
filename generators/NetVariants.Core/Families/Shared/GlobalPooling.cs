using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.Shared;

/// <summary>The pool between the last map and the head.</summary>
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
}
