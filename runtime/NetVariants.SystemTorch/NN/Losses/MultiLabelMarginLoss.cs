using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The margin loss of class scores [N, C] against several classes: indices [N, C], ended by −1.</summary>
public sealed partial class MultiLabelMarginLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public MultiLabelMarginLoss(nn.Reduction reduction = nn.Reduction.Mean) : base(reduction)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.multi_label_margin_loss(input, target, reduction);
}
