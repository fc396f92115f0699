using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.ResNet;

/// <summary>The attribute's enum of residual blocks, in the same order.</summary>
internal enum ResNetBlock
{
    Basic,
    Bottleneck,
}

/// <summary>The ResNet family: its options, the names of its networks and of their weights.</summary>
internal static class ResNetFamily
{
    public static readonly ChoiceKnob Block = ChoiceKnob.Create<ResNetBlock>("Block") with { Needs = "a choice of residual blocks" };
    public static readonly ListKnob Widths = new("Widths", "64,128,256,512")
    {
        Needs = "a list of the stages' widths",
        DefaultFollows = true,
    };
    public static readonly CountKnob Groups = new("Groups", 1) { Needs = "bottlenecks with a number of groups" };
    public static readonly CountKnob WidthPerGroup = new("WidthPerGroup", 64) { Needs = "bottlenecks with a number of groups" };
    public static readonly FlagKnob ZeroInitResidual = new("ZeroInitResidual", false)
    {
        Needs = "branches whose last normalization may start at 0",
    };
    public static readonly ListKnob ReplaceStrideWithDilation = new("ReplaceStrideWithDilation", "")
    {
        Needs = "strides that dilation can replace",
        IsOfFlags = true,
    };

    /// <summary>The channels of the first convolution; 0 stands for the first stage's width, and for 64 of a deep stem.</summary>
    public static readonly CountKnob StemWidth = new("StemWidth", 0) { Needs = "a stem with a choice of width", DefaultFollows = true };

    public static readonly FlagKnob ReplaceStemPool = new("ReplaceStemPool", false)
    {
        Needs = "a stem's pool that a convolution can replace",
    };
    public static readonly FlagKnob AvgDown = new("AvgDown", false) { Needs = "shortcuts that can pool before their convolution" };
    public static readonly CountKnob DownKernelSize = new("DownKernelSize", 1)
    {
        Needs = "shortcuts with a choice of kernel",
        Values = DeclarationReader.OddRange + ", with which both branches have one size",
    };
    public static readonly CountKnob ReduceFirst = new("ReduceFirst", 1) { Needs = "blocks with a reduced first convolution" };

    /// <summary>The stride that dilation keeps to; 32 leaves all strides as they are.</summary>
    public static readonly CountKnob OutputStride = new("OutputStride", 32)
    {
        Needs = "strides that dilation can replace",
        Values = "1, 2, 4, 8, 16 or 32",
    };

    public static readonly EquatableArray<KnobSpec> All = CommonKnobs.After(
        Block, Widths, CommonKnobs.Stem, StemWidth, ReplaceStemPool, Groups, WidthPerGroup, ReduceFirst, AvgDown, DownKernelSize,
            ZeroInitResidual,
        ReplaceStrideWithDilation, OutputStride, MixKnobs.Activation, MixKnobs.Norm, MixKnobs.NormEps, MixKnobs.NormMomentum,
            MixKnobs.Attention, MixKnobs.SERatio,
        MixKnobs.AntiAlias, MixKnobs.GlobalPool, MixKnobs.StochasticDepthProb, MixKnobs.Dropout);

    private static readonly Regex s_transformers = new(
        @"^(?<place>classifier\.1|resnet\.embedder\.embedder"
            + @"|resnet\.encoder\.stages\.(?<stage>[0-9]{1,3})\.layers\.(?<block>[0-9]+)\.(layer\.(?<layer>[0-9])|shortcut))"
            + @"(\.convolution|(?<norm>\.normalization))?\.(?<rest>\w+)$",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <summary>The family.</summary>
    public static readonly Family Definition = new(
        "ResNet",
        "ResNetVariant",
        All,
        defaultLayers: "2,2,2,2",
        reader => ResNetParser.Parse(reader) is { } syntax ? ResNetLowering.Lower(syntax) : null)
    {
        NamePrefixes = new[] { "wide_resnet", "resnet", "resnext" },
        Counterparts = new Dictionary<string, string> { ["GroupWidth"] = WidthPerGroup.Name },
        Layouts = new[] { new NameLayout("transformers", FromTransformers), new NameLayout("timm", name => name) },
    };

    /// <summary>Hugging Face transformers' names: resnet.encoder.stages.0.layers.1.layer.2.convolution is layer1.1.conv3.</summary>
    private static string FromTransformers(string name)
    {
        if (s_transformers.Match(name) is not { Success: true } match)
            return name;
        string Group(string group) => match.Groups[group].Value;
        string Next(string group) => Format.Integer(int.Parse(Group(group), CultureInfo.InvariantCulture) + 1);
        var isNorm = match.Groups["norm"].Success;
        var module = Group("place") switch
        {
            "classifier.1" => "fc",
            "resnet.embedder.embedder" => isNorm ? "bn1" : "conv1",
            _ when match.Groups["layer"].Success =>
                "layer" + Next("stage") + "." + Group("block") + (isNorm ? ".bn" : ".conv") + Next("layer"),
            _ => "layer" + Next("stage") + "." + Group("block") + ".downsample." + (isNorm ? "1" : "0"),
        };
        return module + "." + Group("rest");
    }
}
