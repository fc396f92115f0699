using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The squares of the differences.</summary>
public sealed partial class MSELoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public MSELoss(nn.Reduction reduction = nn.Reduction.Mean) : base(reduction)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.mse_loss(input, target, reduction);
}
