namespace NetVariants;

/// <summary>
/// The attention module at the end of each residual branch, after its last normalization. Its name in the state dict is <c>se</c>.
/// </summary>
public enum Attention
{
    /// <summary>None.</summary>
    None,

    /// <summary>Squeeze-and-excitation (<see href="https://arxiv.org/abs/1709.01507">Hu et al., 2017</see>).</summary>
    SE,

    /// <summary>
    /// Effective squeeze-and-excitation: one layer of all channels (<see href="https://arxiv.org/abs/1911.06667">Lee and Park, 2019</see>).
    /// </summary>
    ESE,

    /// <summary>
    /// Efficient channel attention: one small convolution over the channels (<see href="https://arxiv.org/abs/1910.03151">Wang et al.,
    /// 2019</see>).
    /// </summary>
    ECA,

    /// <summary>Channel attention, then spatial attention (<see href="https://arxiv.org/abs/1807.06521">Woo et al., 2018</see>).</summary>
    CBAM,
}
