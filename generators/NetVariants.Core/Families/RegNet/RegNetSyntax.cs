using System;
using System.Collections.Generic;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.RegNet;

/// <summary>What a RegNet declaration says.</summary>
/// <param name="Stages">The stages.</param>
/// <param name="Multiplier">A block's inner channels as a multiple of its output.</param>
/// <param name="SERatio">The gate's squeezing layer as a share of the block's input; 0 for no gate.</param>
/// <param name="HasSmallStem">Whether the first convolution keeps the side.</param>
/// <param name="StemWidth">Its channels.</param>
/// <param name="GlobalPool">The head's pool.</param>
/// <param name="Dropout">The probability of zeroing a feature before the head.</param>
/// <param name="Task">What the network classifies.</param>
internal sealed record RegNetSyntax(
    List<RegNetStage> Stages, double Multiplier, double SERatio, bool HasSmallStem, long StemWidth, GlobalPool GlobalPool, double Dropout,
    ImageTask Task)
{
    /// <summary>A block's inner channels, rounded as torchvision does: half to even.</summary>
    public static long Inner(long width, double multiplier) => (long)Math.Round(width * multiplier);

    /// <summary>The gate's squeezing layer: a share of what the block gets, not of what the gate scales.</summary>
    public static long Squeeze(long input, double ratio) => (long)Math.Round(ratio * input);
}

/// <summary>A stage: blocks of one width, of which the first halves the map.</summary>
/// <param name="Blocks">The number of blocks.</param>
/// <param name="Width">The channels of their output.</param>
/// <param name="Groups">The groups of their 3×3 convolutions.</param>
/// <param name="Origin">What says it.</param>
internal readonly record struct RegNetStage(long Blocks, long Width, long Groups, Origin Origin);
