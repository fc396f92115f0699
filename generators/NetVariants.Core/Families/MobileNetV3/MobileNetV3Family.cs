using NetVariants.Core.Families.Shared;
using NetVariants.Core.Families.Shared.BlockStrings;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.MobileNetV3;

/// <summary>The MobileNetV3 family: torchvision's <c>mobilenetv3.py</c> of any block string.</summary>
internal static class MobileNetV3Family
{
    public static readonly CountKnob StemWidth = new("StemWidth", 16);
    public static readonly CountKnob LastChannel = new("LastChannel", 1280);
    public static readonly ChoiceKnob Activation = MixKnobs.Activation with { Default = (int)Core.Activation.Hardswish };
    public static readonly RatioKnob NormEps = new("NormEps", 0.001);
    public static readonly RatioKnob NormMomentum = new("NormMomentum", 0.01);

    public static readonly EquatableArray<KnobSpec> All = CommonKnobs.After(
        MobileKnobs.WidthMult, CommonKnobs.Stem, StemWidth, LastChannel, Activation, MixKnobs.Norm, NormEps, NormMomentum,
        MixKnobs.StochasticDepthProb, MobileKnobs.Dropout);

    /// <summary>The family.</summary>
    public static readonly Family Definition = new("MobileNetV3", "MobileNetV3Variant", All, defaultLayers: "ir_c16", Lower)
    {
        LayersArgument = BlockStringParser.Argument,
    };

    // The stem, the last convolution and two linear layers.
    private const int OtherLayers = 4;

    private const int LastExpansion = 6;

    private static NetSpec? Lower(DeclarationReader reader)
    {
        var entries = BlockStringParser.Parse(reader, depthMult: 1, OtherLayers);
        var style = new BlockStyle(
            "InvertedResidual",
            "FusedInvertedResidual",
            Container: "block",
            IsFlat: true,
            WrapsProjection: true,
            new Hardsigmoid(),
            Core.Activation.ReLU,
            (input, expansion) => Channels.Divisible(input * expansion, 8),
            (_, expanded, ratio) => Channels.Divisible((long)(expanded * ratio), 8))
        {
            WidthMult = reader.Factor(MobileKnobs.WidthMult),
        };
        var stem = style.Widen(reader.Count(StemWidth));
        var hidden = style.Widen(reader.Count(LastChannel));
        var stride = SmallStem.IsChosen(reader) ? 1 : 2;
        var activation = reader.Choice<Activation>(Activation);
        var dropout = reader.Ratio(MobileKnobs.Dropout);
        var task = reader.Task();
        if (!reader.Problems.IsEmpty)
            return null;

        var graph = new GraphBuilder();
        var body = new MobileLowering(graph, style, entries, activation, stem);
        var channels = body.Add(task.InChannels, stem, stride, input => LastExpansion * input);
        var features = graph.Last;
        graph.Add("avgpool", new AdaptiveAvgPool2d(1));
        graph.Add("", new Flatten());
        graph.Add("classifier.0", new Linear(channels, hidden));
        graph.Add("classifier.1", new ReLU());
        graph.Add("classifier.2", new Dropout(dropout));
        graph.Add("classifier.3", new Linear(hidden, task.NumClasses));
        return body.ToSpec("MobileNetV3", task, features, new Init.Normal(0.01));
    }
}
