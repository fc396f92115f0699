using System;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Families.Shared.BlockStrings;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.MobileNetV2;

/// <summary>The MobileNetV2 family: torchvision's <c>mobilenetv2.py</c> of any block string.</summary>
internal static class MobileNetV2Family
{
    public static readonly CountKnob RoundNearest = new("RoundNearest", 8) { Needs = "a choice of the number that divides all widths" };
    public static readonly CountKnob LastChannel = new("LastChannel", 1280) { Needs = "a layer between the blocks and the classifier" };
    public static readonly ChoiceKnob Activation = MixKnobs.Activation with { Default = (int)Core.Activation.ReLU6 };

    public static readonly EquatableArray<KnobSpec> All = CommonKnobs.After(
        MobileKnobs.WidthMult, RoundNearest, LastChannel, CommonKnobs.Stem, Activation, MixKnobs.Norm, MixKnobs.NormEps,
        MixKnobs.NormMomentum, MixKnobs.StochasticDepthProb, MobileKnobs.Dropout);

    /// <summary>The family.</summary>
    public static readonly Family Definition = new("MobileNetV2", "MobileNetV2Variant", All, defaultLayers: "ir_c16", Lower)
    {
        LayersArgument = BlockStringParser.Argument,
    };

    private const long Stem = 32;

    // The stem, the last convolution and the linear layer.
    private const int OtherLayers = 3;

    private static NetSpec? Lower(DeclarationReader reader)
    {
        var entries = BlockStringParser.Parse(reader, depthMult: 1, OtherLayers);
        var style = new BlockStyle(
            "InvertedResidual",
            "FusedInvertedResidual",
            Container: "conv",
            IsFlat: true,
            WrapsProjection: false,
            new Hardsigmoid(),
            Core.Activation.ReLU,
            (input, expansion) => Math.Max(1, (long)Math.Round(input * expansion)),
            (_, expanded, ratio) => Channels.Divisible((long)(expanded * ratio), 8))
        {
            Multiple = reader.Count(RoundNearest),
            ExpandsAlike = true,
            WidthMult = reader.Factor(MobileKnobs.WidthMult),
        };
        var last = reader.Count(LastChannel);
        var stride = SmallStem.IsChosen(reader) ? 1 : 2;
        var activation = reader.Choice<Activation>(Activation);
        var dropout = reader.Ratio(MobileKnobs.Dropout);
        var task = reader.Task();
        if (!reader.Problems.IsEmpty)
            return null;

        var graph = new GraphBuilder();
        var stem = style.Widen(Stem);
        var body = new MobileLowering(graph, style, entries, activation, stem);
        var channels = body.Add(
            task.InChannels, stem, stride, _ => Channels.Divisible(last * Math.Max(1, style.WidthMult), style.Multiple));
        var features = graph.Last;
        graph.Add("", new AdaptiveAvgPool2d(1));
        graph.Add("", new Flatten());
        graph.Add("classifier.0", new Dropout(dropout));
        graph.Add("classifier.1", new Linear(channels, task.NumClasses));
        return body.ToSpec("MobileNetV2", task, features, new Init.Normal(0.01));
    }
}
