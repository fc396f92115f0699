using System.Collections.Generic;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.ResNet;

/// <summary>What a ResNet declaration says.</summary>
internal sealed record ResNetSyntax(List<ResNetStage> Stages, ResNetStem Stem, ResNetShape Shape, GlobalPool GlobalPool, double Dropout,
    ImageTask Task)
{
    /// <summary>The channels between a bottleneck's 1×1 convolutions, rounded as torchvision does.</summary>
    public static long BottleneckWidth(long width, int widthPerGroup, int groups) =>
        (long)(width * (widthPerGroup / 64.0)) * groups;
}

/// <summary>A stage: a token of the layers and what the other lists say about it.</summary>
/// <param name="Blocks">The number of residual blocks.</param>
/// <param name="Kind">Its blocks.</param>
/// <param name="Width">The channels of its 3×3 convolutions.</param>
/// <param name="Stride">The step of its first block, also where dilation replaces it.</param>
/// <param name="IsDilated">Whether dilation replaces the step.</param>
/// <param name="Span">The token.</param>
internal readonly record struct ResNetStage(long Blocks, ResNetBlockKind Kind, long Width, int Stride, bool IsDilated, TextSpan Span)
{
    /// <summary>How much wider a block's output is than its stage's width; torchvision's <c>expansion</c>.</summary>
    public int Expansion => Kind.IsBottleneck ? 4 : 1;
}

/// <summary>What tells the blocks of one stage from those of another.</summary>
/// <param name="IsBottleneck">Whether it has three convolutions.</param>
/// <param name="Groups">The groups of a bottleneck's 3×3 convolution.</param>
/// <param name="Mix">What the stage has in place of the network's settings; null for none of it.</param>
internal readonly record struct ResNetBlockKind(bool IsBottleneck, int Groups, BlockMix? Mix);

/// <summary>The first layers.</summary>
/// <param name="Kind">Which ones.</param>
/// <param name="Width">The channels of the first convolution; of a deep stem half those of the last.</param>
/// <param name="ReplacesPool">Whether a convolution takes the max-pool's place.</param>
/// <param name="AntiAlias">The filter.</param>
internal sealed record ResNetStem(Stem Kind, long Width, bool ReplacesPool, AntiAlias AntiAlias)
{
    /// <summary>Whether it is three convolutions.</summary>
    public bool IsDeep => Kind is Stem.Deep or Stem.DeepTiered;

    /// <summary>The channels that it gives.</summary>
    public long Channels => IsDeep ? 2 * Width : Width;
}

/// <summary>What all residual blocks of a network have in common.</summary>
internal sealed record ResNetShape(
    int WidthPerGroup, bool ZeroInitResidual, bool HasDilation, AntiAlias AntiAlias, bool AvgDown, int DownKernelSize, int ReduceFirst);
