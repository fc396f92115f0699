using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The negative log-likelihood of counts under Poisson distributions, of the same shape.</summary>
public sealed partial class PoissonNLLLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public PoissonNLLLoss(bool log_input = true, bool full = false, float eps = 1e-8f, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.log_input = log_input;
        this.full = full;
        this.eps = eps;
    }

    /// <summary>Whether the inputs are the rates' logarithms.</summary>
    public bool log_input { get; }

    /// <summary>Whether Stirling's term of the counts is added.</summary>
    public bool full { get; }

    /// <summary>Added to a rate before its logarithm is taken.</summary>
    public float eps { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.poisson_nll_loss(input, target, log_input, full, eps, reduction);
}
