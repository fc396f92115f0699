using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The margin loss of class scores [N, C] against class indices [N].</summary>
public sealed partial class MultiMarginLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public MultiMarginLoss(int p = 1, double margin = 1, Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(weight, reduction)
    {
        this.p = p;
        this.margin = margin;
    }

    /// <summary>The power of each class's loss, 1 or 2.</summary>
    public int p { get; }

    /// <summary>By how much the target's score should exceed the others.</summary>
    public double margin { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.multi_margin_loss(input, target, p, margin, weight, reduction);
}
