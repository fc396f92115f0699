using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The distances where the target is 1, and what they lack to <see cref="margin"/> where it is −1.</summary>
public sealed partial class HingeEmbeddingLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public HingeEmbeddingLoss(double margin = 0, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.margin = margin;

    /// <summary>How far apart dissimilar pairs should be.</summary>
    public double margin { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.hinge_embedding_loss(input, target, margin, reduction);
}
