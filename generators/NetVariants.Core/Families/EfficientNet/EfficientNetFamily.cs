using System;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Families.Shared.BlockStrings;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.EfficientNet;

/// <summary>The EfficientNet family, of both versions: torchvision's <c>efficientnet.py</c> of any block string.</summary>
internal static class EfficientNetFamily
{
    public static readonly FactorKnob DepthMult = new("DepthMult", 1, Most: MobileKnobs.MostMult) { Needs = "depths that a factor scales" };
    public static readonly CountKnob StemWidth = new("StemWidth", 32);

    /// <summary>The channels of the last convolution; 0 stands for four times the last block's.</summary>
    public static readonly CountKnob LastChannel = new("LastChannel", 0) { DefaultFollows = true };

    public static readonly RatioKnob StochasticDepthProb = new(MixKnobs.StochasticDepthProb.Name, 0.2);
    public static readonly ChoiceKnob Activation = MixKnobs.Activation with { Default = (int)Core.Activation.SiLU };

    public static readonly EquatableArray<KnobSpec> All = CommonKnobs.After(
        MobileKnobs.WidthMult, DepthMult, CommonKnobs.Stem, StemWidth, LastChannel, Activation, MixKnobs.Norm, MixKnobs.NormEps,
        MixKnobs.NormMomentum, StochasticDepthProb, MobileKnobs.Dropout);

    /// <summary>The family.</summary>
    public static readonly Family Definition = new("EfficientNet", "EfficientNetVariant", All, defaultLayers: "ir_c16", Lower)
    {
        LayersArgument = BlockStringParser.Argument,
    };

    // The stem, the last convolution and the linear layer.
    private const int OtherLayers = 3;

    private const int LastExpansion = 4;

    private static NetSpec? Lower(DeclarationReader reader)
    {
        var entries = BlockStringParser.Parse(reader, reader.Factor(DepthMult), OtherLayers);
        var style = new BlockStyle(
            "MBConv",
            "FusedMBConv",
            Container: "block",
            IsFlat: false,
            WrapsProjection: true,
            new Sigmoid(),
            SqueezeActivation: null,
            (input, expansion) => Channels.Divisible(input * expansion, 8),
            (input, _, ratio) => Math.Max(1, (long)(input * ratio)))
        {
            WidthMult = reader.Factor(MobileKnobs.WidthMult),
        };
        var stem = style.Widen(reader.Count(StemWidth));
        var last = (long)reader.Count(LastChannel);
        var stride = SmallStem.IsChosen(reader) ? 1 : 2;
        var activation = reader.Choice<Activation>(Activation);
        var dropout = reader.Ratio(MobileKnobs.Dropout);
        var task = reader.Task();
        if (!reader.Problems.IsEmpty)
            return null;

        var graph = new GraphBuilder();
        var body = new MobileLowering(graph, style, entries, activation, stem);
        var channels = body.Add(task.InChannels, stem, stride, input => last > 0 ? last : LastExpansion * input);
        var features = graph.Last;
        graph.Add("avgpool", new AdaptiveAvgPool2d(1));
        graph.Add("", new Flatten());
        graph.Add("classifier.0", new Dropout(dropout));
        graph.Add("classifier.1", new Linear(channels, task.NumClasses));
        return body.ToSpec("EfficientNet", task, features, new Init.Uniform(1 / Math.Sqrt(task.NumClasses)));
    }
}
