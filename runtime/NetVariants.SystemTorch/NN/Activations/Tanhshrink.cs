using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x − tanh(x). Element by element; any shape.</summary>
public sealed partial class Tanhshrink : ParameterLessModule<Tensor, Tensor>
{
    internal Tanhshrink(bool inplace) : base(nameof(Tanhshrink)) => this.inplace = inplace;

    /// <summary>Whether the input is overwritten; the result is then a new handle to it.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.tanhshrink(tensor, inplace);
}
