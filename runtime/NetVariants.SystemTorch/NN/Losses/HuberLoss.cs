using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Half the squared difference where it is less than <see cref="delta"/>, else δ times the absolute difference less δ / 2.</summary>
public sealed partial class HuberLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public HuberLoss(double delta = 1, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.delta = delta;

    /// <summary>Where the square ends.</summary>
    public double delta { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.huber_loss(input, target, delta, reduction);
}
