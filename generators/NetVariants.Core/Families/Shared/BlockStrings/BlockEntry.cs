using NetVariants.Core.Declarations;

namespace NetVariants.Core.Families.Shared.BlockStrings;

/// <summary>The kinds of blocks that a block string names.</summary>
internal enum BlockKind
{
    /// <summary><c>cn</c>: a convolution.</summary>
    Convolution,

    /// <summary><c>ds</c>: a depthwise convolution, then a 1×1 one.</summary>
    Separable,

    /// <summary><c>ir</c>: a 1×1 convolution to more channels, a depthwise one, and a 1×1 one to fewer.</summary>
    Inverted,

    /// <summary><c>er</c>: a convolution to more channels, and a 1×1 one to fewer.</summary>
    Fused,
}

/// <summary>An entry of a block string: a stage of equal blocks, of which the first steps.</summary>
/// <param name="Kind">The blocks.</param>
/// <param name="Span">The entry.</param>
internal sealed record BlockEntry(BlockKind Kind, TextSpan Span)
{
    /// <summary>How many blocks.</summary>
    public long Blocks { get; init; } = 1;

    /// <summary>The side of the kernel.</summary>
    public long Kernel { get; init; } = 3;

    /// <summary>The step of the first block.</summary>
    public long Stride { get; init; } = 1;

    /// <summary>The channels of the output.</summary>
    public long Channels { get; init; }

    /// <summary>By how much the block expands its input's channels.</summary>
    public double Expansion { get; init; } = 1;

    /// <summary>The channels that it expands to; 0 where the expansion says it.</summary>
    public long Expanded { get; init; }

    /// <summary>The squeezing layer's share of the channels; 0 for no squeeze and excitation.</summary>
    public double SqueezeRatio { get; init; }

    /// <summary>The groups of the k×k convolution; 0 for the kind's usual ones.</summary>
    public long Groups { get; init; }

    /// <summary>Where the groups stand.</summary>
    public TextSpan GroupsSpan { get; init; }

    /// <summary>The distance between the kernel's taps.</summary>
    public long Dilation { get; init; } = 1;

    /// <summary>The activation; null for the network's.</summary>
    public Activation? Activation { get; init; }

    /// <summary>Whether the input is added to the output where both have the same shape.</summary>
    public bool Skips { get; init; } = Kind != BlockKind.Convolution;

    /// <summary>The convolutions on the main path of one block.</summary>
    public int Layers => Kind switch { BlockKind.Convolution => 1, BlockKind.Inverted => 3, _ => 2 };
}
