using System;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the distance to a negative example lacks to that to a positive one and <see cref="margin"/>, by any distance.</summary>
public sealed partial class TripletMarginWithDistanceLoss : Loss<Tensor, Tensor, Tensor, Tensor>
{
    private readonly Func<Tensor, Tensor, Tensor>? _distance;
    private readonly bool _swap;

    /// <summary>Creates the loss.</summary>
    /// <param name="distance">The distance; null is the Euclidean one.</param>
    /// <param name="margin">By how much the distances should differ.</param>
    /// <param name="swap">Whether the positive example stands in for the anchor where it is nearer to the negative one.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    public TripletMarginWithDistanceLoss(
        Func<Tensor, Tensor, Tensor>? distance = null, double margin = 1, bool swap = false, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        _distance = distance;
        _swap = swap;
        this.margin = margin;
    }

    /// <summary>By how much the distances should differ.</summary>
    public double margin { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor anchor, Tensor positive, Tensor negative)
        => nn.functional.triplet_margin_with_distance_loss(anchor, positive, negative, _distance, margin, _swap, reduction);
}
