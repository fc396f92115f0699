namespace NetVariants.Core.Graph;

/// <summary>A network as its family lowered it: a graph over modules and blocks.</summary>
/// <param name="Family">The family's name.</param>
/// <param name="Input">The shape of one image.</param>
/// <param name="Blocks">The blocks that the graph calls; a block calls only blocks before it.</param>
/// <param name="Body">What the network computes, of one input.</param>
/// <param name="Init">How its weights start: of the rules for a tensor, the first that fits counts. Where none fits, PyTorch's default
/// stays.</param>
/// <param name="Taps">The body's nodes whose results are features, from the image to the head.</param>
public sealed record NetSpec(
    string Family,
    TensorShape Input,
    EquatableArray<BlockDef> Blocks,
    GraphSpec Body,
    EquatableArray<InitRule> Init = default,
    EquatableArray<int> Taps = default)
{
    /// <summary>The settings that passes apply.</summary>
    internal Mix Mix { get; init; } = Mix.None;

    /// <summary>
    /// The blocks that stochastic depth counts where call i of n has probability p·i/n, those without a sum too. Without them each block
    /// with a sum counts, and has p·i/(n − 1).
    /// </summary>
    internal EquatableArray<int> DepthBlocks { get; init; }

    /// <summary>The layout of what residual blocks take and give.</summary>
    internal Layout BlockLayout { get; init; } = Layout.Map;
}
