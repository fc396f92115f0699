using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x, and zero within <see cref="lambda"/> of zero. Element by element; any shape.</summary>
public sealed partial class Hardshrink : ParameterLessModule<Tensor, Tensor>
{
    internal Hardshrink(double lambda) : base(nameof(Hardshrink)) => this.lambda = lambda;

    /// <summary>The width of the zero zone to each side.</summary>
    public double lambda { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.hardshrink(tensor, lambda);
}
