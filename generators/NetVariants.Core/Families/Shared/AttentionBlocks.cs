using System;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.Shared;

/// <summary>Attention modules with timm's names. Each takes the channels, and some a size that follows from them.</summary>
internal static class AttentionBlocks
{
    private const int SqueezeMultiple = 8;
    private const int SmallestKernel = 3;
    private const int SpatialKernel = 7;

    private static readonly BlockParameter s_channels = new("channels", "Channels of the map");
    private static readonly BlockParameter s_squeeze = new("squeeze", "Channels of the squeezing layer");

    private static readonly BlockDef s_se = SqueezeExcitation.Create(new Sigmoid());
    private static readonly BlockDef s_ese = EffectiveSqueezeExcitation();
    private static readonly BlockDef s_eca = EfficientChannelAttention();
    private static readonly BlockDef s_cbam = ConvolutionalBlockAttention();

    /// <summary>The module of a kind.</summary>
    public static BlockDef Find(Attention kind) => kind switch
    {
        Attention.SE => s_se,
        Attention.ESE => s_ese,
        Attention.ECA => s_eca,
        Attention.CBAM => s_cbam,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The size that a module takes besides the channels: a squeezing layer's channels, or ECA's kernel.</summary>
    public static long Size(Attention kind, long channels, double ratio) => kind switch
    {
        Attention.ECA => Kernel(channels),
        Attention.CBAM => Math.Max(1, (long)((channels * ratio) + 0.5)),
        _ => Math.Max(SqueezeMultiple, (long)((channels * ratio) + (SqueezeMultiple / 2)) / SqueezeMultiple * SqueezeMultiple),
    };

    /// <summary>t = ⌊(log2 C + 1)/2⌋, made odd by one more, at least 3.</summary>
    private static long Kernel(long channels)
    {
        var t = (long)((Math.Log(channels, 2) + 1) / 2);
        return Math.Max(t % 2 == 0 ? t + 1 : t, SmallestKernel);
    }

    private static BlockDef EffectiveSqueezeExcitation()
    {
        var channels = Arg.Parameter(0);
        var graph = new GraphBuilder();
        graph.Add("", new Mean(MapAxes.Pixels));
        graph.Add("fc", new Conv2d(channels, channels, 1));
        graph.Add("", new Hardsigmoid());
        graph.Join(new Mul(), GraphSpec.Input, graph.Last);
        return new BlockDef(
            "EffectiveSqueezeExcitation",
            "Effective squeeze-and-excitation: scales each channel by a gate, one convolution over the channels' means",
            EquatableArray<BlockParameter>.Of(s_channels),
            graph.Build())
        {
            ResultName = SqueezeExcitation.ResultName,
        };
    }

    private static BlockDef EfficientChannelAttention()
    {
        var kernel = Arg.Parameter(1);
        var graph = new GraphBuilder();
        graph.Add("", new Mean(MapAxes.Pixels));
        graph.Add("", new ChannelsToSequence());
        graph.Add("conv", new ChannelConv1d(kernel));
        graph.Add("", new Sigmoid());
        graph.Add("", new SequenceToChannels());
        graph.Join(new Mul(), GraphSpec.Input, graph.Last);
        return new BlockDef(
            "EfficientChannelAttention",
            "Efficient channel attention: scales each channel by a gate, one convolution over its neighbours' means",
            EquatableArray<BlockParameter>.Of(s_channels, new BlockParameter("kernel", "Neighbours that are looked at, itself among them")),
            graph.Build())
        {
            ResultName = SqueezeExcitation.ResultName,
        };
    }

    /// <summary>
    /// Mean and maximum of the pixels go through the squeezing layers as two pixels of one map, which shares their weights.
    /// </summary>
    private static BlockDef ConvolutionalBlockAttention()
    {
        Arg channels = Arg.Parameter(0), squeeze = Arg.Parameter(1);
        var graph = new GraphBuilder();
        var mean = graph.Add("", new Mean(MapAxes.Pixels), GraphSpec.Input);
        var maximum = graph.Add("", new Amax(MapAxes.Pixels), GraphSpec.Input);
        graph.Join(new Stack(), mean, maximum);
        graph.Add("channel.fc1", new Conv2d(channels, squeeze, 1) { Bias = false }, result: "squeezed");
        graph.Add("", new ReLU());
        graph.Add("channel.fc2", new Conv2d(squeeze, channels, 1) { Bias = false }, result: "excited");
        graph.Add("", new Sum());
        graph.Add("", new Sigmoid());
        var scaled = graph.Join(new Mul(), GraphSpec.Input, graph.Last);

        mean = graph.Add("", new Mean(MapAxes.Channels), scaled);
        maximum = graph.Add("", new Amax(MapAxes.Channels), scaled);
        graph.Join(new Concat(), mean, maximum);
        graph.Add("spatial.conv.conv", new Conv2d(2, 1, SpatialKernel) { Padding = SpatialKernel / 2, Bias = false });
        graph.Add("spatial.conv.bn", new BatchNorm2d(1));
        graph.Add("", new Sigmoid());
        graph.Join(new Mul(), scaled, graph.Last);
        return new BlockDef(
            "ConvolutionalBlockAttention",
            "Convolutional block attention: scales each channel, then each pixel, by a gate of means and maxima",
            EquatableArray<BlockParameter>.Of(s_channels, s_squeeze),
            graph.Build())
        {
            ResultName = SqueezeExcitation.ResultName,
        };
    }
}
