using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>1 − cosine where the target is 1, and what the cosine exceeds <see cref="margin"/> by where it is −1.</summary>
public sealed partial class CosineEmbeddingLoss : Loss<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public CosineEmbeddingLoss(double margin = 0, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.margin = margin;

    /// <summary>The cosine that dissimilar pairs may have.</summary>
    public double margin { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2, Tensor target)
        => nn.functional.cosine_embedding_loss(input1, input2, target, margin, reduction);
}
