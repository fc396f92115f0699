using NetVariants.Core.Analysis;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Families.ResNet;

/// <summary>Builds the graph of a ResNet: the modules of torchvision's <c>resnet.py</c> under their names.</summary>
internal static class ResNetLowering
{
    public static NetSpec Lower(ResNetSyntax syntax)
    {
        var graph = new GraphBuilder();
        Stem(graph, syntax);

        var isDilated = syntax.Stages.Exists(stage => stage.IsDilated);
        var channels = syntax.Stages[0].Width;
        var dilation = 1L;
        for (var i = 0; i < syntax.Stages.Count; i++)
            channels = Stage(graph, syntax, i, channels, isDilated, ref dilation);

        graph.Add("avgpool", new Op.AdaptiveAvgPool2d(1));
        graph.Add("", new Op.Flatten());
        graph.Add("fc", new Op.Linear(channels, syntax.Task.NumClasses));
        return new NetSpec(
            "ResNet",
            new TensorShape(syntax.Task.InChannels, syntax.Task.ImageSize),
            syntax.Task.NumClasses,
            EquatableArray<BlockDef>.Of(
                syntax.IsBottleneck
                    ? ResNetBlocks.Bottleneck(syntax.Groups, isDilated, syntax.ZeroInitResidual)
                    : ResNetBlocks.Basic(syntax.ZeroInitResidual)),
            graph.Build(),
            new Initialisation(new LayerInit(new WeightInit.KaimingNormal(FanOut: true)), LayerInit.Default));
    }

    private static void Stem(GraphBuilder graph, ResNetSyntax syntax)
    {
        var width = syntax.Stages[0].Width;
        graph.Add("conv1", syntax.HasSmallStem
            ? new Op.Conv2d(syntax.Task.InChannels, width, 3, 1, 1, 1, 1, Bias: false)
            : new Op.Conv2d(syntax.Task.InChannels, width, 7, 2, 3, 1, 1, Bias: false));
        graph.Add("bn1", new Op.BatchNorm2d(width));
        graph.Add("", new Op.ReLU());
        if (!syntax.HasSmallStem)
            graph.Add("maxpool", new Op.MaxPool2d(3, 2, 1));
    }

    /// <summary>A stage: its first block halves the map (or starts a dilation), the others keep it. torchvision's <c>_make_layer</c>.</summary>
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

        var path = "layer" + OpText.Plain(index + 1) + ".";
        var output = checked(stage.Width * syntax.Expansion);
        var projection = stride != 1 || channels != output;
        graph.Add(path + "0", new Op.Call(0, Arguments(channels, stride, firstDilation, projection)), stage.Span);
        if (stage.Blocks > 1)
        {
            var rest = new Op.Call(0, Arguments(output, 1, dilation, projection: false));
            graph.Add(path, new Op.Repeat(stage.Blocks - 1, 1, rest, Step: 0), stage.Span);
        }

        return output;

        EquatableArray<Dim> Arguments(long input, long blockStride, long blockDilation, bool projection)
        {
            var flag = projection ? 1 : 0;
            if (!syntax.IsBottleneck)
                return EquatableArray<Dim>.Of(input, output, blockStride, flag);
            var width = ResNetSyntax.BottleneckWidth(stage.Width, syntax.WidthPerGroup, syntax.Groups);
            return isDilated
                ? EquatableArray<Dim>.Of(input, width, output, blockStride, flag, blockDilation)
                : EquatableArray<Dim>.Of(input, width, output, blockStride, flag);
        }
    }
}
