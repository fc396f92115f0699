using System.Collections.Generic;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Core.Families.ConvNeXt;

/// <summary>The ConvNeXt family: its options.</summary>
internal static class ConvNeXtFamily
{
    public static readonly ListKnob Widths = new("Widths", "96,192,384,768") { DefaultFollows = true };

    /// <summary>What the factors of each branch's channels start with.</summary>
    public static readonly FactorKnob LayerScale = new("LayerScale", 1e-6) { Needs = "branches with trained scales" };

    public static readonly CountKnob Kernel = new("Kernel", 7)
    {
        Needs = "depthwise convolutions of one kernel",
        Values = DeclarationReader.OddRange + ", which keeps the side that the shortcut has",
    };
    public static readonly CountKnob MlpRatio = new("MlpRatio", 4) { Needs = "blocks of one inner ratio" };
    public static readonly CountKnob StemPatch = new("StemPatch", 4) { Needs = "convolutional stages after a stem of patches" };

    private static readonly ChoiceKnob s_activation = MixKnobs.Activation with { Default = (int)Activation.GELU };
    private static readonly RatioKnob s_stochasticDepthProb = new(MixKnobs.StochasticDepthProb.Name, 0.1);

    /// <summary>The family.</summary>
    public static readonly Family Definition = new(
        "ConvNeXt",
        "ConvNeXtVariant",
        CommonKnobs.After(
            Widths, LayerScale, Kernel, MlpRatio, StemPatch, s_activation, MixKnobs.NormEps, MixKnobs.GlobalPool, s_stochasticDepthProb,
            MixKnobs.Dropout),
        defaultLayers: "1,1",
        reader => ConvNeXtParser.Parse(reader) is { } syntax ? ConvNeXtLowering.Lower(syntax) : null)
    {
        Counterparts = new Dictionary<string, string> { ["BottleneckMultiplier"] = MlpRatio.Name, ["PatchSize"] = StemPatch.Name },
    };
}
