using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>log(1 + exp(−target · input)), with targets 1 and −1, of the same shape.</summary>
public sealed partial class SoftMarginLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public SoftMarginLoss(nn.Reduction reduction = nn.Reduction.Mean) : base(reduction)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.soft_margin_loss(input, target, reduction);
}
