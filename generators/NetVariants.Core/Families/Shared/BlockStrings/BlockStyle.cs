using System;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.Shared.BlockStrings;

/// <summary>What tells one family's blocks from another's.</summary>
/// <param name="InvertedName">The class of inverted residual blocks.</param>
/// <param name="FusedName">The class of fused ones.</param>
/// <param name="Container">The module that holds a block's layers.</param>
/// <param name="IsFlat">Whether all blocks stand in one row, and not in one row a stage.</param>
/// <param name="WrapsProjection">Whether a module holds the last convolution and its normalization.</param>
/// <param name="SqueezeGate">What squeeze and excitation ends in.</param>
/// <param name="SqueezeActivation">The activation in it; null for the block's.</param>
/// <param name="Expand">From the channels of the input and the expansion to the channels that a block expands to.</param>
/// <param name="Squeeze">From the channels of the input, those that a block expands to and the share to those of the squeezing
/// layer.</param>
internal sealed record BlockStyle(
    string InvertedName,
    string FusedName,
    string Container,
    bool IsFlat,
    bool WrapsProjection,
    Op SqueezeGate,
    Activation? SqueezeActivation,
    Func<long, double, long> Expand,
    Func<long, long, double, long> Squeeze)
{
    /// <summary>The multiple that channels are rounded to.</summary>
    public int Multiple { get; init; } = 8;

    /// <summary>Whether an expansion other than 1 has its convolution also where it leads to as many channels.</summary>
    public bool ExpandsAlike { get; init; }

    /// <summary>By how much the network is wider than its text says.</summary>
    public double WidthMult { get; init; } = 1;

    /// <summary>A number of channels of the text in the network.</summary>
    public long Widen(long channels) => Channels.Divisible(channels * WidthMult, Multiple);
}
