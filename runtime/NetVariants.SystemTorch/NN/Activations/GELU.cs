using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x · Φ(x), with the normal distribution function Φ. Element by element; any shape.</summary>
public sealed partial class GELU : ParameterLessModule<Tensor, Tensor>
{
    internal GELU(bool inplace) : base(nameof(GELU)) => this.inplace = inplace;

    /// <summary>Whether the input is overwritten; the result is then a new handle to it.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, inplace);
}
