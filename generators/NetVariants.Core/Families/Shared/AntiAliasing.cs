using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.Shared;

/// <summary>Filters instead of steps, with timm's names.</summary>
internal static class AntiAliasing
{
    private const int Step = 2;

    private static readonly BlockDef s_blurPool = BlurPool();

    /// <summary>A max-pool of step 2, with its filter under the pool's path.</summary>
    public static void MaxPool(GraphBuilder graph, string path, MaxPool2d pool, long channels, AntiAlias kind, Origin origin = default)
    {
        switch (kind)
        {
            case AntiAlias.Blur:
                graph.Add(path + ".0", pool with { Stride = 1 }, origin);
                graph.Add(path + ".1", Blur(channels, Step), origin);
                break;
            case AntiAlias.Avg:
                graph.Add(path, new AvgPool2d(Step), origin);
                break;
            default:
                graph.Add(path, pool, origin);
                break;
        }
    }

    /// <summary>The filter after a convolution that leaves its step to it.</summary>
    /// <param name="kind">The filter, which is not <see cref="AntiAlias.None"/>.</param>
    /// <param name="channels">The channels.</param>
    /// <param name="stride">The stride.</param>
    public static Op Filter(AntiAlias kind, Arg channels, Arg stride) => kind == AntiAlias.Blur ? Blur(channels, stride)
        : new AvgPool2d(stride);

    private static Use Blur(Arg channels, Arg stride) => new(s_blurPool, EquatableArray<Arg>.Of(channels, stride));

    private static BlockDef BlurPool()
    {
        Arg channels = Arg.Parameter(0), stride = Arg.Parameter(1);
        var graph = new GraphBuilder();
        var filter = graph.Add("", new BlurFilter(), GraphSpec.Input);
        filter = graph.Add("", new ExpandFilter(channels), filter);
        var padded = graph.Add("", new Pad2d(Reflects: true), GraphSpec.Input);
        graph.Join(new BlurConv2d(channels, stride), padded, filter);
        return new BlockDef(
            "BlurPool2d",
            "A 3×3 binomial filter with reflected borders",
            EquatableArray<BlockParameter>.Of(
                new BlockParameter("channels", "Channels of the map"), new BlockParameter("stride", "Stride")),
            graph.Build())
        {
            ResultName = "blurred",
        };
    }
}
