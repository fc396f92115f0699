using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.Shared;

/// <summary>The pool of a shortcut that averages instead of skipping pixels.</summary>
internal static class ShortcutPooling
{
    private static readonly BlockParameter s_kernel = new("kernel", "Side of the window; 1 passes the map through");
    private static readonly BlockParameter s_stride = new("stride", "Stride");

    private static readonly BlockDef s_pool = Pool();
    private static readonly BlockDef s_paddedPool = PaddedPool();

    /// <summary>A pool that steps, or passes the map through where the stride is 1.</summary>
    /// <param name="stride">The stride, in the block's parameters.</param>
    public static Op Create(Arg stride) => new Use(s_pool, EquatableArray<Arg>.Of(stride, stride));

    /// <summary>
    /// The pool of a network with dilated stages: there it averages each pixel with its neighbours below and to the right.
    /// </summary>
    /// <param name="kernel">The window's side.</param>
    /// <param name="stride">The stride.</param>
    /// <param name="pads">Whether zeros below and to the right keep the side.</param>
    public static Op Create(Arg kernel, Arg stride, Arg pads) => new Use(s_paddedPool, EquatableArray<Arg>.Of(kernel, stride, pads));

    private static BlockDef Pool()
    {
        var graph = new GraphBuilder();
        graph.Add("", new OptionalAvgPool2d(Arg.Parameter(0), Arg.Parameter(1)));
        return Definition(graph, s_kernel, s_stride);
    }

    private static BlockDef PaddedPool()
    {
        const int Pads = 2;
        var graph = new GraphBuilder();
        graph.Add("", new Pad2d(Reflects: false), GraphSpec.Input, condition: Pads);
        graph.Add("", new OptionalAvgPool2d(Arg.Parameter(0), Arg.Parameter(1)));
        return Definition(
            graph, s_kernel, s_stride, new BlockParameter("pads", "Whether zeros below and to the right keep the side", ArgType.Flag));
    }

    private static BlockDef Definition(GraphBuilder graph, params BlockParameter[] parameters) => new(
        "ShortcutPool", "Averages the pixels that a step skips", new EquatableArray<BlockParameter>(parameters), graph.Build())
    {
        ResultName = "pooled",
    };
}
