using NetVariants.Core.Analysis;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Families.DenseNet;

/// <summary>Builds the graph of a DenseNet: the modules of torchvision's <c>densenet.py</c> under their names.</summary>
internal static class DenseNetLowering
{
    public static NetSpec Lower(DenseNetSyntax syntax)
    {
        var graph = new GraphBuilder();
        Stem(graph, syntax);

        var channels = (long)syntax.NumInitFeatures;
        for (var i = 0; i < syntax.Blocks.Count; i++)
            channels = Block(graph, syntax, i, channels);

        graph.Add("features.norm5", new Op.BatchNorm2d(channels));
        graph.Add("", new Op.ReLU());
        graph.Add("", new Op.AdaptiveAvgPool2d(1));
        graph.Add("", new Op.Flatten());
        graph.Add("classifier", new Op.Linear(channels, syntax.Task.NumClasses));
        return new NetSpec(
            "DenseNet",
            new TensorShape(syntax.Task.InChannels, syntax.Task.ImageSize),
            syntax.Task.NumClasses,
            DenseNetBlocks.Of(syntax),
            graph.Build(),
            new Initialisation(new LayerInit(new WeightInit.KaimingNormal(FanOut: false)), new LayerInit(ZeroBias: true)));
    }

    private static void Stem(GraphBuilder graph, DenseNetSyntax syntax)
    {
        graph.Add("features.conv0", syntax.HasSmallStem
            ? new Op.Conv2d(syntax.Task.InChannels, syntax.NumInitFeatures, 3, 1, 1, 1, 1, Bias: false)
            : new Op.Conv2d(syntax.Task.InChannels, syntax.NumInitFeatures, 7, 2, 3, 1, 1, Bias: false));
        graph.Add("features.norm0", new Op.BatchNorm2d(syntax.NumInitFeatures));
        graph.Add("features.relu0", new Op.ReLU());
        if (!syntax.HasSmallStem)
            graph.Add("features.pool0", new Op.MaxPool2d(3, 2, 1));
    }

    /// <summary>A dense block, and a transition unless it is the last.</summary>
    private static long Block(GraphBuilder graph, DenseNetSyntax syntax, int index, long channels)
    {
        var block = syntax.Blocks[index];
        var number = OpText.Plain(index + 1);
        var grown = DenseNetSyntax.Grow(channels, block.Value, syntax.GrowthRate);
        graph.Add(
            "features.denseblock" + number,
            new Op.Call(DenseNetBlocks.DenseBlock, EquatableArray<Dim>.Of(channels, block.Value)),
            block.Span);
        if (index == syntax.Blocks.Count - 1)
            return grown;

        var kept = DenseNetSyntax.Compress(grown, syntax.Compression);
        graph.Add(
            "features.transition" + number,
            new Op.Call(DenseNetBlocks.Transition, EquatableArray<Dim>.Of(grown, kept)),
            block.Span);
        return kept;
    }
}
