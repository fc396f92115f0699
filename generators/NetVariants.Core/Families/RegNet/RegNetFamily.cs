using System.Collections.Generic;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.RegNet;

/// <summary>The RegNet family: its options.</summary>
internal static class RegNetFamily
{
    /// <summary>The layers of a block.</summary>
    public const int PerBlock = 3;

    /// <summary>The layers that are in no block.</summary>
    public const int StemAndClassifier = 2;

    private const string Numbers = "stages that follow from numbers";

    /// <summary>The number of blocks; 0 where stages are written out.</summary>
    public static readonly CountKnob Depth = new("Depth", 0, (DeclarationReader.LayerLimit - StemAndClassifier) / PerBlock)
    {
        Needs = Numbers,
    };

    public static readonly CountKnob W0 = new("W0", 0)
    {
        Needs = Numbers,
        Values = "a multiple of " + Format.Integer(RegNetWidths.Unit) + " up to " + Format.Integer(CountKnob.Limit),
    };
    public static readonly FactorKnob Wa = new("Wa", 0, AllowsLeast: true) { Needs = Numbers };
    public static readonly FactorKnob Wm = new("Wm", 0, Least: 1) { Needs = Numbers };

    /// <summary>Empty for widths that double from 64.</summary>
    public static readonly ListKnob Widths = new("Widths", "") { DefaultFollows = true };

    public static readonly CountKnob GroupWidth = new("GroupWidth", 8) { Needs = "convolutions with a width per group" };
    public static readonly FactorKnob BottleneckMultiplier = new("BottleneckMultiplier", 1)
    {
        Needs = "blocks with a choice of inner width",
    };

    /// <summary>The gate's squeezing layer as a share of the block's input; 0 for no gate.</summary>
    public static readonly RatioKnob SERatio = new("SERatio", 0);

    public static readonly CountKnob StemWidth = new("StemWidth", 32);

    /// <summary>The family.</summary>
    public static readonly Family Definition = new(
        "RegNet",
        "RegNetVariant",
        CommonKnobs.After(
            Depth, W0, Wa, Wm, Widths, GroupWidth, BottleneckMultiplier, SERatio, CommonKnobs.Stem, StemWidth, MixKnobs.Activation,
            MixKnobs.Norm, MixKnobs.NormEps, MixKnobs.NormMomentum, MixKnobs.GlobalPool, MixKnobs.StochasticDepthProb, MixKnobs.Dropout),
        defaultLayers: "1,1",
        reader => RegNetParser.Parse(reader) is { } syntax ? RegNetLowering.Lower(syntax) : null)
    {
        Counterparts = new Dictionary<string, string>
        {
            ["MlpRatio"] = BottleneckMultiplier.Name,
            ["ReduceFirst"] = BottleneckMultiplier.Name,
            ["WidthPerGroup"] = GroupWidth.Name,
        },
    };
}
