using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The negative of the log-probabilities [N, C, …] at class indices [N, …].</summary>
public sealed partial class NLLLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public NLLLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(weight, reduction)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.nll_loss(input, target, weight, reduction);
}
