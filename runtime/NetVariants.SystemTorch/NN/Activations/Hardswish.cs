using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x · min(max(0, x + 3), 6) / 6. Element by element; any shape.</summary>
public sealed partial class Hardswish : ParameterLessModule<Tensor, Tensor>
{
    internal Hardswish(bool inplace) : base(nameof(Hardswish)) => this.inplace = inplace;

    /// <summary>Whether the input is overwritten; the result is then a new handle to it.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.hardswish(tensor, inplace);
}
