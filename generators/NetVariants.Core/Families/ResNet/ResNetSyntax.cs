using System.Collections.Generic;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Core.Families.ResNet;

/// <summary>What a ResNet declaration says.</summary>
internal sealed record ResNetSyntax(
    List<ResNetStage> Stages, bool IsBottleneck, bool HasSmallStem, int Groups, int WidthPerGroup, bool ZeroInitResidual, ImageTask Task)
{
    /// <summary>How much wider a bottleneck's output is than its stage's width; torchvision's <c>expansion</c>.</summary>
    public int Expansion => IsBottleneck ? 4 : 1;

    /// <summary>The channels between a bottleneck's 1×1 convolutions, rounded as torchvision does.</summary>
    public static long BottleneckWidth(long width, int widthPerGroup, int groups) =>
        (long)(width * (widthPerGroup / 64.0)) * groups;
}

/// <summary>A stage: a token of the layers and what the other lists say about it.</summary>
/// <param name="Blocks">The number of residual blocks.</param>
/// <param name="Width">The channels of its 3×3 convolutions.</param>
/// <param name="IsDilated">Whether dilation replaces its stride.</param>
/// <param name="Span">The token.</param>
internal readonly record struct ResNetStage(long Blocks, long Width, bool IsDilated, TextSpan Span);
