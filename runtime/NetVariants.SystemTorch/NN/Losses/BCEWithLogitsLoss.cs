using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Binary cross-entropy of logits against targets of the same shape, computed stably.</summary>
public sealed partial class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public BCEWithLogitsLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null)
        : base(weight, reduction) => this.pos_weights = pos_weights;

    /// <summary>The weights of positive targets, or null for 1.</summary>
    public Tensor? pos_weights { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
}
