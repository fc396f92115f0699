using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Half the squared difference over <see cref="beta"/> where the difference is less than that, else the absolute difference less β / 2.</summary>
public sealed partial class SmoothL1Loss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public SmoothL1Loss(nn.Reduction reduction = nn.Reduction.Mean, double beta = 1) : base(reduction) => this.beta = beta;

    /// <summary>Where the square ends.</summary>
    public double beta { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, Tensor target)
        => nn.functional.smooth_l1_loss(input, target, reduction, beta);
}
