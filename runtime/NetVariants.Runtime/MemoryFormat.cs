namespace NetVariants;

/// <summary>
/// How maps lie in memory while a network computes. Shapes, weights, gradients and files are the same in all; results differ by rounding.
/// </summary>
public enum MemoryFormat
{
    /// <summary>
    /// <see cref="ChannelsLast"/> on the CPU for networks that the generator wrote, of 32-bit floats and at least two two-dimensional
    /// convolutions, which libtorch can compute so (docs/torch.md); <see cref="Contiguous"/> for all others. A rule and no measurement, so
    /// that results do not depend on how busy the machine is.
    /// </summary>
    Auto,

    /// <summary>
    /// The channels of a pixel lie side by side (PyTorch's <c>torch.channels_last</c>), as convolutions compute. A network that libtorch
    /// cannot compute so on the CPU is refused, by the layer that is the cause.
    /// </summary>
    ChannelsLast,

    /// <summary>The pixels of a channel lie side by side, PyTorch's default.</summary>
    Contiguous,
}
