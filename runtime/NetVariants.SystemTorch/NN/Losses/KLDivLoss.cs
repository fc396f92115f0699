using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The Kullback-Leibler divergence of log-probabilities from targets of the same shape.</summary>
public sealed partial class KLDivLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public KLDivLoss(bool log_target = true, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.log_target = log_target;

    /// <summary>Whether the targets are log-probabilities too.</summary>
    public bool log_target { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.kl_div(input, target, log_target, reduction);
}
