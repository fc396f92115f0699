using System.Collections.Generic;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Families.ResNet;

/// <summary>The residual blocks of torchvision's <c>resnet.py</c>.</summary>
internal static class ResNetBlocks
{
    private static readonly BlockParameter InChannels = new("inChannels", "Channels of the input");
    private static readonly BlockParameter OutChannels = new("outChannels", "Channels of the output");
    private static readonly BlockParameter Stride = new("stride", "Step of the first 3×3 convolution", Default: 1);
    private static readonly BlockParameter Projection =
        new("projection", "Whether a 1×1 convolution fits the shortcut to the output", IsFlag: true, Default: 0);

    /// <summary>Two 3×3 convolutions.</summary>
    public static BlockDef Basic(bool zeroInit)
    {
        Dim input = Dim.Parameter(0), output = Dim.Parameter(1), stride = Dim.Parameter(2);
        const int ProjectionFlag = 3;

        var graph = new GraphBuilder();
        graph.Add("conv1", new Op.Conv2d(input, output, 3, stride, 1, 1, 1, Bias: false));
        graph.Add("bn1", new Op.BatchNorm2d(output));
        graph.Add("", new Op.ReLU());
        graph.Add("conv2", new Op.Conv2d(output, output, 3, 1, 1, 1, 1, Bias: false));
        var residual = graph.Add("bn2", new Op.BatchNorm2d(output, zeroInit));
        AddShortcut(graph, residual, input, output, stride, ProjectionFlag);
        return new BlockDef(
            "BasicBlock",
            "Residual block of two 3×3 convolutions",
            EquatableArray<BlockParameter>.Of(InChannels, OutChannels, Stride, Projection),
            graph.Build());
    }

    /// <summary>
    /// 1×1, 3×3 and 1×1 convolutions. The stride is in the 3×3 one, as torchvision has it, not in the first as the paper had.
    /// </summary>
    public static BlockDef Bottleneck(int groups, bool isDilated, bool zeroInit)
    {
        Dim input = Dim.Parameter(0), width = Dim.Parameter(1), output = Dim.Parameter(2), stride = Dim.Parameter(3);
        var dilation = isDilated ? Dim.Parameter(5) : 1;
        const int ProjectionFlag = 4;

        var graph = new GraphBuilder();
        graph.Add("conv1", new Op.Conv2d(input, width, 1, 1, 0, 1, 1, Bias: false));
        graph.Add("bn1", new Op.BatchNorm2d(width));
        graph.Add("", new Op.ReLU());
        graph.Add("conv2", new Op.Conv2d(width, width, 3, stride, dilation, dilation, groups, Bias: false));
        graph.Add("bn2", new Op.BatchNorm2d(width));
        graph.Add("", new Op.ReLU());
        graph.Add("conv3", new Op.Conv2d(width, output, 1, 1, 0, 1, 1, Bias: false));
        var residual = graph.Add("bn3", new Op.BatchNorm2d(output, zeroInit));
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
            graph.Build());
    }

    private static void AddShortcut(GraphBuilder graph, int residual, Dim input, Dim output, Dim stride, int projection)
    {
        var conv = new Op.Conv2d(input, output, 1, stride, 0, 1, 1, Bias: false);
        var shortcut = graph.Add("downsample.0", conv, GraphSpec.Input, when: projection);
        shortcut = graph.Add("downsample.1", new Op.BatchNorm2d(output), shortcut, when: projection);
        graph.Join(new Op.Add(), residual, shortcut);
        graph.Add("", new Op.ReLU());
    }
}
