using System;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Core.Families.Vgg;

/// <summary>The VGG family: its options, the names of its networks and of their weights.</summary>
internal static class VggFamily
{
    public static readonly FlagKnob BatchNorm = new("BatchNorm", false) { Needs = "networks with or without normalization" };
    public static readonly RatioKnob Dropout = new("Dropout", 0.5);
    public static readonly FlagKnob InitWeights = new("InitWeights", true) { Needs = "a choice of initial weights" };
    public static readonly CountKnob HiddenFeatures = new("HiddenFeatures", 4096) { Needs = "two hidden linear layers" };
    public static readonly CountKnob AvgPoolSize = new("AvgPoolSize", 7) { Needs = "a classifier that reads a map" };

    public static readonly EquatableArray<KnobSpec> All =
        CommonKnobs.After(
            BatchNorm, Dropout, InitWeights, HiddenFeatures, AvgPoolSize, MixKnobs.Activation, MixKnobs.Norm, MixKnobs.NormEps,
                MixKnobs.NormMomentum,
            MixKnobs.AntiAlias, MixKnobs.GlobalPool);

    private static readonly (string Theirs, string Ours)[] s_timmHead =
    {
        ("pre_logits.fc1", "classifier.0"),
        ("pre_logits.fc2", "classifier.3"),
        ("head.fc", "classifier.6"),
    };

    /// <summary>The family.</summary>
    public static readonly Family Definition = new(
        "VGG",
        "VggVariant",
        All,
        defaultLayers: "64,M",
        reader => VggParser.Parse(reader) is { } syntax ? VggLowering.Lower(syntax) : null)
    {
        NamePrefixes = new[] { "vgg" },
        Layouts = new[] { new NameLayout("timm", FromTimm, HasConvolutionsForLinear: true) },
    };

    /// <summary>timm's first two linear layers are convolutions, whose weights hold the same numbers in the same order.</summary>
    private static string FromTimm(string name)
    {
        foreach (var (theirs, ours) in s_timmHead)
        {
            if (name.StartsWith(theirs + ".", StringComparison.Ordinal))
                return ours + name.Substring(theirs.Length);
        }

        return name;
    }
}
