using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Core.Families.DenseNet;

/// <summary>The DenseNet family: its options, the names of its networks and of their weights.</summary>
internal static class DenseNetFamily
{
    public static readonly CountKnob GrowthRate = new("GrowthRate", 32) { Needs = "dense layers" };
    public static readonly CountKnob NumInitFeatures = new("NumInitFeatures", 64) { Needs = "dense blocks" };
    public static readonly CountKnob BnSize = new("BnSize", 4) { Needs = "dense layers" };
    public static readonly RatioKnob DropRate = new("DropRate", 0) { Needs = "dense layers" };
    public static readonly RatioKnob Compression = new("Compression", 0.5, AllowsZero: false)
    {
        Needs = "transitions between dense blocks",
    };

    public static readonly FlagKnob MemoryEfficient = new("MemoryEfficient", false) { Needs = "dense layers" };

    public static readonly EquatableArray<KnobSpec> All =
        CommonKnobs.After(
            GrowthRate, NumInitFeatures, BnSize, DropRate, Compression, MemoryEfficient, CommonKnobs.Stem, MixKnobs.Activation,
            MixKnobs.Norm, MixKnobs.NormEps, MixKnobs.NormMomentum, MixKnobs.AntiAlias, MixKnobs.GlobalPool, MixKnobs.Dropout);

    // torchvision's names before 0.2, which its own loader renames: denselayer4.norm.1.weight, denselayer4.conv.2.weight.
    private static readonly Regex s_legacy = new(
        @"(?<module>denselayer\d+\.(norm|relu|conv))\.(?<rest>[12]\.(weight|bias|running_mean|running_var|num_batches_tracked))$",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>The family.</summary>
    public static readonly Family Definition = new(
        "DenseNet",
        "DenseNetVariant",
        All,
        defaultLayers: "6,12,24,16",
        reader => DenseNetParser.Parse(reader) is { } syntax ? DenseNetLowering.Lower(syntax) : null)
    {
        NamePrefixes = new[] { "densenet" },
        Counterparts = new Dictionary<string, string> { ["StemWidth"] = NumInitFeatures.Name },
        Layouts = new[]
        {
            new NameLayout("legacy", name => s_legacy.Replace(name, "${module}${rest}")),
            new NameLayout("timm", name => name),
        },
    };
}
