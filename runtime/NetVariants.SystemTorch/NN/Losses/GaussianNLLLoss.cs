using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The negative log-likelihood of targets under normal distributions with the inputs as means, of the same shape.</summary>
public sealed partial class GaussianNLLLoss : Loss<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public GaussianNLLLoss(bool full = false, float eps = 1e-8f, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction)
    {
        this.full = full;
        this.eps = eps;
    }

    /// <summary>Whether the constant term is added.</summary>
    public bool full { get; }

    /// <summary>The least variance.</summary>
    public float eps { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target, Tensor variance)
        => nn.functional.gaussian_nll_loss(input, target, variance, full, eps, reduction);
}
