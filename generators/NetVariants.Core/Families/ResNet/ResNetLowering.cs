using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.ResNet;

/// <summary>Builds the graph of a ResNet: the modules of torchvision's <c>resnet.py</c> under their names.</summary>
internal static class ResNetLowering
{
    private static readonly EquatableArray<InitRule> s_init = EquatableArray<InitRule>.Of(
        new InitRule("Conv2d", "weight", new Init.KaimingNormal(FanOut: true)));

    public static NetSpec Lower(ResNetSyntax syntax)
    {
        var graph = new GraphBuilder();
        Stem(graph, syntax);

        var isDilated = syntax.Stages.Exists(stage => stage.IsDilated);
        var channels = syntax.Stages[0].Width;
        var dilation = 1L;
        for (var i = 0; i < syntax.Stages.Count; i++)
            channels = Stage(graph, syntax, i, channels, isDilated, ref dilation);

        var features = graph.Last;
        graph.Add("avgpool", new AdaptiveAvgPool2d(1));
        graph.Add("", new Flatten());
        graph.Add("fc", new Linear(channels, syntax.Task.NumClasses));
        return new NetSpec(
            "ResNet",
            TensorShape.Map(syntax.Task.InChannels, syntax.Task.ImageSize),
            EquatableArray<BlockDef>.Of(
                syntax.IsBottleneck
                    ? ResNetBlocks.Bottleneck(syntax.Groups, isDilated, syntax.ZeroInitResidual)
                    : ResNetBlocks.Basic(syntax.ZeroInitResidual)),
            graph.Build(),
            s_init,
            EquatableArray<int>.Of(features));
    }

    private static void Stem(GraphBuilder graph, ResNetSyntax syntax)
    {
        var width = syntax.Stages[0].Width;
        graph.Add("conv1", syntax.HasSmallStem
            ? new Conv2d(syntax.Task.InChannels, width, 3) { Padding = 1, Bias = false }
            : new Conv2d(syntax.Task.InChannels, width, 7) { Stride = 2, Padding = 3, Bias = false });
        graph.Add("bn1", new BatchNorm2d(width));
        graph.Add("", new ReLU());
        if (!syntax.HasSmallStem)
            graph.Add("maxpool", new MaxPool2d(3, 2) { Padding = 1 });
    }

    /// <summary>
    /// A stage: its first block halves the map (or starts a dilation), the others keep it. torchvision's <c>_make_layer</c>.
    /// </summary>
    private static long Stage(GraphBuilder graph, ResNetSyntax syntax, int index, long channels, bool isDilated, ref long dilation)
    {
        var stage = syntax.Stages[index];
        var stride = index == 0 ? 1L : 2L;
        var firstDilation = dilation;
        if (stage.IsDilated)
        {
            dilation *= stride;
            stride = 1;
        }

        var path = "layer" + Format.Integer(index + 1) + ".";
        var output = stage.Width * syntax.Expansion;
        var projection = stride != 1 || channels != output;
        graph.Add(path + "0", new Call(0, Arguments(channels, stride, firstDilation, projection)), stage.Span);
        if (stage.Blocks > 1)
        {
            var rest = new Call(0, Arguments(output, 1, dilation, projection: false));
            graph.Add(path, new Repeat(stage.Blocks - 1, 1, rest), stage.Span);
        }

        return output;

        EquatableArray<Arg> Arguments(long input, long blockStride, long blockDilation, bool projection)
        {
            if (!syntax.IsBottleneck)
                return EquatableArray<Arg>.Of(input, output, blockStride, projection);
            var width = ResNetSyntax.BottleneckWidth(stage.Width, syntax.WidthPerGroup, syntax.Groups);
            return isDilated
                ? EquatableArray<Arg>.Of(input, width, output, blockStride, projection, blockDilation)
                : EquatableArray<Arg>.Of(input, width, output, blockStride, projection);
        }
    }
}
