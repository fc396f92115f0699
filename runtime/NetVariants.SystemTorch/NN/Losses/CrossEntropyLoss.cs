using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Cross-entropy of class scores [N, C, …] against class indices [N, …] or class probabilities [N, C, …].</summary>
public sealed partial class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public CrossEntropyLoss(
        Tensor? weight = null, long? ignore_index = null, nn.Reduction reduction = nn.Reduction.Mean, double label_smoothing = 0)
        : base(weight, reduction)
    {
        this.ignore_index = ignore_index;
        this.label_smoothing = label_smoothing;
    }

    /// <summary>The class index that does not count; null is -100.</summary>
    public long? ignore_index { get; }

    /// <summary>The share of the target that is spread evenly over the classes, 0 to 1.</summary>
    public double label_smoothing { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
}
