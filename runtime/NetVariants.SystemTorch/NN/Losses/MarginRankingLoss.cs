using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What two scores lack to an order by <see cref="margin"/>: the first higher where the target is 1, the second where it is −1.</summary>
public sealed partial class MarginRankingLoss : Loss<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public MarginRankingLoss(double margin = 0, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.margin = margin;

    /// <summary>By how much they should differ.</summary>
    public double margin { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2, Tensor target)
        => nn.functional.margin_ranking_loss(input1, input2, target, margin, reduction);
}
