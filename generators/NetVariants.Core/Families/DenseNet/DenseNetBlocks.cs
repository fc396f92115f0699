using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.DenseNet;

/// <summary>The blocks of torchvision's <c>densenet.py</c>.</summary>
internal static class DenseNetBlocks
{
    /// <summary>Indices into the network's blocks.</summary>
    public const int DenseLayer = 0;

    /// <inheritdoc cref="DenseLayer"/>
    public const int DenseBlock = 1;

    /// <inheritdoc cref="DenseLayer"/>
    public const int Transition = 2;

    private static readonly BlockParameter InChannels = new("inChannels", "Channels of the input");

    /// <summary>The blocks that a declaration needs: a network of one dense block has no transition.</summary>
    public static EquatableArray<BlockDef> Create(DenseNetSyntax syntax) => syntax.Blocks.Count > 1
        ? EquatableArray<BlockDef>.Of(Layer(syntax), Dense(syntax), TransitionLayers())
        : EquatableArray<BlockDef>.Of(Layer(syntax), Dense(syntax));

    /// <summary>
    /// A layer appends its features to what it got, as torchvision did up to 0.2; later versions hand every layer a list and concatenate it
    /// again. The values are the same, and each map is copied once fewer. <c>MemoryEfficient</c> needs those lists.
    /// </summary>
    private static BlockDef Layer(DenseNetSyntax syntax)
    {
        var input = Arg.Parameter(0);
        var bottleneck = (long)syntax.BnSize * syntax.GrowthRate;

        var graph = new GraphBuilder();
        AddBottleneck("norm1", new BatchNorm2d(input));
        AddBottleneck("", new ReLU());
        AddBottleneck("conv1", new Conv2d(input, bottleneck, 1) { Bias = false });
        graph.Add("norm2", new BatchNorm2d(bottleneck));
        graph.Add("", new ReLU());
        graph.Add("conv2", new Conv2d(bottleneck, syntax.GrowthRate, 3) { Padding = 1, Bias = false });
        if (syntax.DropRate > 0)
            graph.Add("", new Dropout(syntax.DropRate));
        graph.Join(new Concat(), GraphSpec.Input, graph.Last);
        return new BlockDef(
            "DenseLayer",
            syntax.MemoryEfficient
                ? "Computes new features from those of all layers before; the backward pass computes the bottleneck again"
                : "Appends new features to the input's channels",
            EquatableArray<BlockParameter>.Of(
                syntax.MemoryEfficient ? InChannels with { Summary = "Channels of all features together" } : InChannels),
            graph.Build());

        void AddBottleneck(string path, Op op) =>
            graph.Add(new NodeSpec(path, op, GraphBuilder.Single(graph.Last)) { IsRecomputed = syntax.MemoryEfficient });
    }

    private static BlockDef Dense(DenseNetSyntax syntax)
    {
        var layer = new Call(DenseLayer, EquatableArray<Arg>.Of(Arg.Parameter(0)));
        var graph = new GraphBuilder();
        graph.Add("denselayer", new Repeat(Arg.Parameter(1), 1, layer, EquatableArray<Arg>.Of(syntax.GrowthRate)));
        return new BlockDef(
            "DenseBlock",
            "Layers of which each sees the features of all before it",
            EquatableArray<BlockParameter>.Of(InChannels, new BlockParameter("layers", "Number of layers")),
            graph.Build())
        {
            KeepsFeatures = syntax.MemoryEfficient,
        };
    }

    private static BlockDef TransitionLayers()
    {
        Arg input = Arg.Parameter(0), output = Arg.Parameter(1);
        var graph = new GraphBuilder();
        graph.Add("norm", new BatchNorm2d(input));
        graph.Add("relu", new ReLU());
        graph.Add("conv", new Conv2d(input, output, 1) { Bias = false });
        graph.Add("pool", new AvgPool2d(2));
        return new BlockDef(
            "Transition",
            "Fewer channels, half the side",
            EquatableArray<BlockParameter>.Of(InChannels, new BlockParameter("outChannels", "Channels of the output")),
            graph.Build());
    }
}
