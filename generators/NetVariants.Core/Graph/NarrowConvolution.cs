namespace NetVariants.Core.Graph;

/// <summary>
/// Convolutions whose weight gradient oneDNN 3.7 gets wrong where the input's channels lie side by side: it writes outside of its memory
/// (<see href="https://github.com/uxlfoundation/oneDNN/issues/6035"/>).
/// </summary>
public static class NarrowConvolution
{
    /// <summary>From so many input channels on, the floats of an AVX-512 register, the gradient is right.</summary>
    public const int SafeInputs = 16;

    /// <summary>Whether a convolution is one of them.</summary>
    /// <param name="inputs">The input channels of a group.</param>
    /// <param name="kernel">The longer side of the kernel.</param>
    /// <param name="stride">The larger step.</param>
    public static bool Is(long inputs, long kernel, long stride) => inputs < SafeInputs && kernel == 1 && stride > 1;
}
