using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x moved towards zero by <see cref="lambda"/>, and zero within it. Element by element; any shape.</summary>
public sealed partial class Softshrink : ParameterLessModule<Tensor, Tensor>
{
    internal Softshrink(double lambda) : base(nameof(Softshrink)) => this.lambda = lambda;

    /// <summary>The width of the zero zone to each side.</summary>
    public double lambda { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.softshrink(tensor, lambda);
}
