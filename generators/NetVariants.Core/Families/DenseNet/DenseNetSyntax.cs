using System.Collections.Generic;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Core.Families.DenseNet;

/// <summary>What a DenseNet declaration says; a token of the layers is a dense block's number of layers.</summary>
internal sealed record DenseNetSyntax(
    List<NumberToken> Blocks,
    int GrowthRate,
    int NumInitFeatures,
    int BnSize,
    double DropRate,
    double Compression,
    bool MemoryEfficient,
    Stem Stem,
    AntiAlias AntiAlias,
    GlobalPool GlobalPool,
    double Dropout,
    ImageTask Task)
{
    /// <summary>The part of the growth rate of which a tiered stem has multiples.</summary>
    public const int TierUnit = 4;

    /// <summary>The channels after a dense block of <paramref name="layers"/> layers.</summary>
    public static long Grow(long channels, long layers, int growthRate) => channels + (layers * growthRate);

    /// <summary>The channels that a transition keeps: with 0.5 the same as torchvision's integer division by two.</summary>
    public static long Compress(long channels, double compression) => (long)(channels * compression);
}
