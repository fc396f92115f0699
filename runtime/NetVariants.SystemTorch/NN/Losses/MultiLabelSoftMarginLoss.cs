using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The mean over classes of the binary cross-entropy of logits [N, C] against targets [N, C].</summary>
public sealed partial class MultiLabelSoftMarginLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public MultiLabelSoftMarginLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(weight, reduction)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.multilabel_soft_margin_loss(input, target, weight, reduction);
}
