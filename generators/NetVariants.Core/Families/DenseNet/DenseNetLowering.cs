using NetVariants.Core.Families.Shared;
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
        AddStem(graph, syntax);

        var channels = (long)syntax.NumInitFeatures;
        for (var i = 0; i < syntax.Blocks.Count; i++)
            channels = Block(graph, syntax, i, channels);

        graph.Add("features.norm5", new BatchNorm2d(channels));
        var features = graph.Add("", new ReLU());
        GlobalPooling.AddHead(
            graph, "", "classifier", channels, syntax.GlobalPool, syntax.Dropout, syntax.Task.NumClasses);
        return new NetSpec(
            "DenseNet",
            TensorShape.Map(syntax.Task.InChannels, syntax.Task.ImageSize),
            DenseNetBlocks.Create(syntax),
            graph.Build(),
            s_init,
            EquatableArray<int>.Of(features));
    }

    private static void AddStem(GraphBuilder graph, DenseNetSyntax syntax)
    {
        long inputs = syntax.Task.InChannels, width = syntax.NumInitFeatures;
        switch (syntax.Stem)
        {
            case Stem.Small:
                Convolution(0, new Conv2d(inputs, width, 3) { Padding = 1, Bias = false });
                return;
            case Stem.ImageNet:
                Convolution(0, new Conv2d(inputs, width, 7) { Stride = 2, Padding = 3, Bias = false });
                break;
            default:
                var unit = syntax.GrowthRate / DenseNetSyntax.TierUnit;
                var (first, second) = syntax.Stem == Stem.DeepTiered ? (3 * unit, 6 * unit) : (syntax.GrowthRate, syntax.GrowthRate);
                Convolution(0, new Conv2d(inputs, first, 3) { Stride = 2, Padding = 1, Bias = false });
                Convolution(1, new Conv2d(first, second, 3) { Padding = 1, Bias = false });
                Convolution(2, new Conv2d(second, width, 3) { Padding = 1, Bias = false });
                break;
        }

        AntiAliasing.MaxPool(graph, "features.pool0", new MaxPool2d(3, 2) { Padding = 1 }, width, syntax.AntiAlias);

        void Convolution(int number, Conv2d convolution)
        {
            var suffix = Format.Integer(number);
            graph.Add("features.conv" + suffix, convolution);
            graph.Add("features.norm" + suffix, new BatchNorm2d(convolution.Out));
            graph.Add("features.relu" + suffix, new ReLU());
        }
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
