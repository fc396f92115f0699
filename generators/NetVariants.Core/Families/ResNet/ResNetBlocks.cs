using System.Collections.Generic;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.ResNet;

/// <summary>The residual blocks of torchvision's <c>resnet.py</c>.</summary>
internal static class ResNetBlocks
{
    private static readonly BlockParameter InChannels = new("inChannels", "Channels of the input");
    private static readonly BlockParameter OutChannels = new("outChannels", "Channels of the output");
    private static readonly BlockParameter Stride = new("stride", "Step of the first 3×3 convolution", Default: 1);
    private static readonly BlockParameter Projection =
        new("projection", "Whether a 1×1 convolution fits the shortcut to the output", ArgType.Flag, Default: false);

    /// <summary>Two 3×3 convolutions.</summary>
    public static BlockDef Basic(bool zeroInit)
    {
        Arg input = Arg.Parameter(0), output = Arg.Parameter(1), stride = Arg.Parameter(2);
        const int ProjectionFlag = 3;

        var graph = new GraphBuilder();
        graph.Add("conv1", new Conv2d(input, output, 3) { Stride = stride, Padding = 1, Bias = false });
        graph.Add("bn1", new BatchNorm2d(output));
        graph.Add("", new ReLU());
        graph.Add("conv2", new Conv2d(output, output, 3) { Padding = 1, Bias = false });
        var residual = graph.Add("bn2", new BatchNorm2d(output));
        AddShortcut(graph, residual, input, output, stride, ProjectionFlag);
        return new BlockDef(
            "BasicBlock",
            "Residual block of two 3×3 convolutions",
            EquatableArray<BlockParameter>.Of(InChannels, OutChannels, Stride, Projection),
            graph.Build(),
            Init("bn2", zeroInit));
    }

    /// <summary>
    /// 1×1, 3×3 and 1×1 convolutions. The stride is in the 3×3 one, as torchvision has it, not in the first as the paper had.
    /// </summary>
    public static BlockDef Bottleneck(int groups, bool isDilated, bool zeroInit)
    {
        Arg input = Arg.Parameter(0), width = Arg.Parameter(1), output = Arg.Parameter(2), stride = Arg.Parameter(3);
        var dilation = isDilated ? Arg.Parameter(5) : 1;
        const int ProjectionFlag = 4;

        var graph = new GraphBuilder();
        graph.Add("conv1", new Conv2d(input, width, 1) { Bias = false });
        graph.Add("bn1", new BatchNorm2d(width));
        graph.Add("", new ReLU());
        graph.Add(
            "conv2",
            new Conv2d(width, width, 3) { Stride = stride, Padding = dilation, Dilation = dilation, Groups = groups, Bias = false });
        graph.Add("bn2", new BatchNorm2d(width));
        graph.Add("", new ReLU());
        graph.Add("conv3", new Conv2d(width, output, 1) { Bias = false });
        var residual = graph.Add("bn3", new BatchNorm2d(output));
        AddShortcut(graph, residual, input, output, stride, ProjectionFlag);

        var parameters = new List<BlockParameter>
        {
            InChannels, new("width", "Channels of the 3×3 convolution"), OutChannels, Stride, Projection,
        };
        if (isDilated)
            parameters.Add(new("dilation", "Spacing of the 3×3 convolution's taps", Default: 1));
        return new BlockDef(
            "Bottleneck",
            "Residual block of 1×1, 3×3 and 1×1 convolutions",
            new EquatableArray<BlockParameter>(parameters),
            graph.Build(),
            Init("bn3", zeroInit));
    }

    /// <summary>The normalisation of the residual starts at zero where the block is to start as an identity.</summary>
    private static EquatableArray<InitRule> Init(string lastNorm, bool zeroInit) =>
        zeroInit ? EquatableArray<InitRule>.Of(new InitRule("BatchNorm2d", "weight", new Init.Constant(0), lastNorm)) : default;

    private static void AddShortcut(GraphBuilder graph, int residual, Arg input, Arg output, Arg stride, int projection)
    {
        var conv = new Conv2d(input, output, 1) { Stride = stride, Bias = false };
        var shortcut = graph.Add("downsample.0", conv, GraphSpec.Input, when: projection);
        shortcut = graph.Add("downsample.1", new BatchNorm2d(output), shortcut, when: projection);
        graph.Join(new Add(), residual, shortcut);
        graph.Add("", new ReLU());
    }
}
