using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.DenseNet;

/// <summary>Builds the graph of a DenseNet: the modules of torchvision's <c>densenet.py</c> under their names.</summary>
internal static class DenseNetLowering
{
    private static readonly EquatableArray<InitRule> s_init = EquatableArray<InitRule>.Of(
        new InitRule("Conv2d", "weight", new Init.KaimingNormal(FanOut: false)),
        new InitRule("Linear", "bias", new Init.Constant(0)));

    public static NetSpec Lower(DenseNetSyntax syntax)
    {
        var graph = new GraphBuilder();
        Stem(graph, syntax);

        var channels = (long)syntax.NumInitFeatures;
        for (var i = 0; i < syntax.Blocks.Count; i++)
            channels = Block(graph, syntax, i, channels);

        graph.Add("features.norm5", new BatchNorm2d(channels));
        var features = graph.Add("", new ReLU());
        graph.Add("", new AdaptiveAvgPool2d(1));
        graph.Add("", new Flatten());
        graph.Add("classifier", new Linear(channels, syntax.Task.NumClasses));
        return new NetSpec(
            "DenseNet",
            TensorShape.Map(syntax.Task.InChannels, syntax.Task.ImageSize),
            DenseNetBlocks.Of(syntax),
            graph.Build(),
            s_init,
            EquatableArray<int>.Of(features));
    }

    private static void Stem(GraphBuilder graph, DenseNetSyntax syntax)
    {
        graph.Add("features.conv0", syntax.HasSmallStem
            ? new Conv2d(syntax.Task.InChannels, syntax.NumInitFeatures, 3) { Padding = 1, Bias = false }
            : new Conv2d(syntax.Task.InChannels, syntax.NumInitFeatures, 7) { Stride = 2, Padding = 3, Bias = false });
        graph.Add("features.norm0", new BatchNorm2d(syntax.NumInitFeatures));
        graph.Add("features.relu0", new ReLU());
        if (!syntax.HasSmallStem)
            graph.Add("features.pool0", new MaxPool2d(3, 2) { Padding = 1 });
    }

    /// <summary>A dense block, and a transition unless it is the last.</summary>
    private static long Block(GraphBuilder graph, DenseNetSyntax syntax, int index, long channels)
    {
        var block = syntax.Blocks[index];
        var number = Format.Integer(index + 1);
        var grown = DenseNetSyntax.Grow(channels, block.Value, syntax.GrowthRate);
        graph.Add(
            "features.denseblock" + number,
            new Call(DenseNetBlocks.DenseBlock, EquatableArray<Arg>.Of(channels, block.Value)),
            block.Span);
        if (index == syntax.Blocks.Count - 1)
            return grown;

        var kept = DenseNetSyntax.Compress(grown, syntax.Compression);
        graph.Add(
            "features.transition" + number,
            new Call(DenseNetBlocks.Transition, EquatableArray<Arg>.Of(grown, kept)),
            block.Span);
        return kept;
    }
}
