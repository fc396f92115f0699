using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The absolute values of the differences.</summary>
public sealed partial class L1Loss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public L1Loss(nn.Reduction reduction = nn.Reduction.Mean) : base(reduction)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.l1_loss(input, target, reduction);
}
