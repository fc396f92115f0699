using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the distance to a negative example lacks to that to a positive one and <see cref="margin"/>; all are [N, D].</summary>
public sealed partial class TripletMarginLoss : Loss<Tensor, Tensor, Tensor, Tensor>
{
    private readonly double _eps;
    private readonly bool _swap;

    /// <summary>Creates the loss.</summary>
    public TripletMarginLoss(
        double margin = 1, long p = 2, double eps = 1e-06, bool swap = false, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.margin = margin;
        this.p = p;
        _eps = eps;
        _swap = swap;
    }

    /// <summary>By how much the distances should differ.</summary>
    public double margin { get; }

    /// <summary>The degree of the norm.</summary>
    public long p { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor anchor, Tensor positive, Tensor negative)
        => nn.functional.triplet_margin_loss(anchor, positive, negative, margin, p, _eps, _swap, reduction);
}
