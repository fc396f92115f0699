namespace NetVariants.Core.Families.Shared.BlockStrings;

/// <summary>What tells the classes of a network's blocks from each other.</summary>
/// <param name="IsFused">Whether one k×k convolution expands the channels.</param>
/// <param name="Activation">The activation; null for the network's.</param>
internal readonly record struct BlockClass(bool IsFused, Activation? Activation);

/// <summary>One block of a network: the numbers from which its arguments follow.</summary>
/// <param name="Input">Channels of the input.</param>
/// <param name="Expanded">Channels that it expands to.</param>
/// <param name="Output">Channels of the output.</param>
/// <param name="Kernel">The kernel's side.</param>
/// <param name="Stride">The stride.</param>
/// <param name="Dilation">The distance between the kernel's taps.</param>
/// <param name="Groups">The groups of the k×k convolution.</param>
/// <param name="Squeeze">Channels of the squeezing layer; 0 for none.</param>
/// <param name="Expands">Whether a convolution leads to the expanded channels: without, a fused block is one convolution.</param>
/// <param name="Skips">Whether the input is added to the output.</param>
internal readonly record struct BlockCall(
    long Input,
    long Expanded,
    long Output,
    long Kernel,
    long Stride,
    long Dilation,
    long Groups,
    long Squeeze,
    bool Expands,
    bool Skips)
{
    /// <summary>The padding that keeps the side.</summary>
    public long Padding => Kernel / 2 * Dilation;

    /// <summary>Whether the groups divide the channels of the k×k convolution.</summary>
    /// <param name="isFused">Whether it takes the block's input.</param>
    public bool DividesChannels(bool isFused) => (isFused ? Input : Expanded) % Groups == 0 && Expanded % Groups == 0;

    /// <summary>The block at a place of a stage.</summary>
    public static BlockCall FromEntry(BlockEntry entry, BlockStyle style, long input, bool isFirst)
    {
        var output = style.Widen(entry.Channels);
        var stride = isFirst ? entry.Stride : 1;
        var expanded = entry.Kind is BlockKind.Convolution or BlockKind.Separable ? input
            : entry.Expanded > 0 ? style.Widen(entry.Expanded)
            : style.Expand(input, entry.Expansion);
        var isFused = entry.Kind is BlockKind.Convolution or BlockKind.Fused;
        var isOne = isFused && expanded == input;
        expanded = isOne ? output : expanded;
        return new BlockCall(
            input,
            expanded,
            output,
            entry.Kernel,
            entry.Dilation > 1 ? 1 : stride,
            entry.Dilation,
            entry.Groups > 0 ? entry.Groups : isFused ? 1 : expanded,
            entry.SqueezeRatio > 0 ? style.Squeeze(input, expanded, entry.SqueezeRatio) : 0,
            isFused ? !isOne : expanded != input || (style.ExpandsAlike && entry.Expanded == 0 && HasExpansion(entry)),
            entry.Skips && stride == 1 && input == output);
    }

    private static bool HasExpansion(BlockEntry entry) => entry.Kind == BlockKind.Inverted && !entry.Expansion.Equals(1);
}
