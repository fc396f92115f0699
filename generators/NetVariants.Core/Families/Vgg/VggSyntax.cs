using System.Collections.Generic;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.Vgg;

/// <summary>What a VGG declaration says.</summary>
internal sealed record VggSyntax(
    List<VggLayer> Layers,
    bool BatchNorm,
    double Dropout,
    bool InitWeights,
    int HiddenFeatures,
    int AvgPoolSize,
    AntiAlias AntiAlias,
    GlobalPool GlobalPool,
    ImageTask Task);

/// <summary>One layer of the feature extractor; a pool has no channels, kernel, stride and groups of its own.</summary>
internal readonly record struct VggLayer(
    VggLayerKind Kind, TextSpan Span, long Channels = 0, int Kernel = 3, int Stride = 1, int Groups = 1);

/// <summary>What a token of the layers stands for.</summary>
internal enum VggLayerKind
{
    /// <summary>A convolution.</summary>
    Convolution,

    /// <summary><c>M</c>: the maximum over 2×2 pixels.</summary>
    MaxPool,

    /// <summary><c>A</c>: the mean over 2×2 pixels.</summary>
    AvgPool,
}
