using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>log(1 + exp(<see cref="beta"/> · x)) / β, and x itself where β · x exceeds <see cref="threshold"/>. Element by element; any shape.</summary>
public sealed partial class Softplus : ParameterLessModule<Tensor, Tensor>
{
    internal Softplus(double beta, double threshold) : base(nameof(Softplus))
    {
        this.beta = beta;
        this.threshold = threshold;
    }

    /// <summary>The sharpness.</summary>
    public double beta { get; set; }

    /// <summary>Above it the function is linear, for numerical stability.</summary>
    public double threshold { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.softplus(tensor, beta, threshold);
}
