namespace NetVariants.Core.Graph;

/// <summary>The settings of a network that passes apply, whatever its family.</summary>
/// <param name="Activation">The activation.</param>
/// <param name="Norm">The normalization.</param>
/// <param name="NormEps">What a normalization adds to the variance; 0 for its usual value.</param>
/// <param name="NormMomentum">The share of a batch's statistics in the running ones.</param>
/// <param name="Attention">The attention module of residual branches.</param>
/// <param name="SERatio">The width of a squeezing layer as a share of the channels.</param>
/// <param name="StochasticDepthProb">The probability of dropping the last residual branch.</param>
internal sealed record Mix(
    Activation Activation, Norm Norm, double NormEps, double NormMomentum, Attention Attention, double SERatio, double StochasticDepthProb)
{
    /// <summary>PyTorch's share of a batch's statistics.</summary>
    public const double DefaultNormMomentum = 0.1;

    /// <summary>Nothing but defaults: what a family lowers to stays.</summary>
    public static readonly Mix None = new(
        Activation.ReLU, Norm.BatchNorm, NormEps: 0, DefaultNormMomentum, Attention.None, SERatio: 1.0 / 16,
            StochasticDepthProb: 0);
}

/// <summary>What a block has in place of the network's settings.</summary>
/// <param name="Activation">The activation; null for the network's.</param>
/// <param name="Attention">The attention module; null for the network's.</param>
internal sealed record BlockMix(Activation? Activation, Attention? Attention);
