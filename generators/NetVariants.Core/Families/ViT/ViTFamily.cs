using System.Collections.Generic;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Core.Families.ViT;

/// <summary>The family of vision transformers: its options.</summary>
internal static class ViTFamily
{
    /// <summary>The most blocks: each has four layers.</summary>
    private const int MostBlocks = (DeclarationReader.LayerLimit - 2) / 4;

    private const string Transformer = "a transformer of image patches";

    public static readonly CountKnob PatchSize = new("PatchSize", 16) { Needs = Transformer };
    public static readonly CountKnob NumLayers = new("NumLayers", 12, MostBlocks) { Needs = Transformer };
    public static readonly CountKnob NumHeads = new("NumHeads", 12) { Needs = Transformer };
    public static readonly CountKnob HiddenDim = new("HiddenDim", 768) { Needs = Transformer };
    public static readonly CountKnob MlpDim = new("MlpDim", 3072) { Needs = Transformer };
    public static readonly RatioKnob AttentionDropout = new("AttentionDropout", 0) { Needs = Transformer };

    /// <summary>The features of a layer before the head's; 0 for none.</summary>
    public static readonly CountKnob RepresentationSize = new("RepresentationSize", 0) { Needs = Transformer };

    public static readonly CountKnob RegTokens = new("RegTokens", 0) { Needs = Transformer };
    public static readonly ChoiceKnob Pool = ChoiceKnob.Create<TokenPool>("Pool") with { Needs = Transformer };

    /// <summary>What the factors of each branch's channels start with; 0 for no factors.</summary>
    public static readonly FactorKnob LayerScale = new("LayerScale", 0, AllowsLeast: true);

    private static readonly ChoiceKnob s_activation = MixKnobs.Activation with { Default = (int)Activation.GELU };

    /// <summary>The family.</summary>
    public static readonly Family Definition = new(
        "ViT",
        "ViTVariant",
        CommonKnobs.After(
            PatchSize, NumLayers, NumHeads, HiddenDim, MlpDim, RepresentationSize, RegTokens, Pool, LayerScale, s_activation,
            MixKnobs.NormEps, MixKnobs.StochasticDepthProb, MixKnobs.Dropout, AttentionDropout),
        defaultLayers: "",
        reader => ViTSyntax.Read(reader) is { } syntax ? ViTLowering.Lower(syntax) : null)
    {
        Counterparts = new Dictionary<string, string>
        {
            ["StemPatch"] = PatchSize.Name,
            ["BottleneckMultiplier"] = MlpDim.Name,
            ["MlpRatio"] = MlpDim.Name,
            ["LastChannel"] = RepresentationSize.Name,
        },
    };
}
