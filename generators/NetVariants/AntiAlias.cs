namespace NetVariants;

/// <summary>
/// The filter before each step of 2 (<see href="https://arxiv.org/abs/1904.11486">Zhang, 2019</see>): what is skipped is averaged first.
/// </summary>
public enum AntiAlias
{
    /// <summary>None: convolutions and pools step themselves.</summary>
    None,

    /// <summary>A 3×3 binomial filter with reflected borders, which steps instead of the convolution or pool before it.</summary>
    Blur,

    /// <summary>The mean over 2×2 pixels; it takes the place of a max-pool.</summary>
    Avg,
}
