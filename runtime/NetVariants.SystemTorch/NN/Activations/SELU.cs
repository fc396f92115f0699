using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The scaled exponential linear unit of self-normalising networks (Klambauer et al. 2017). Element by element; any shape.</summary>
public sealed partial class SELU : ParameterLessModule<Tensor, Tensor>
{
    internal SELU(bool inplace) : base(nameof(SELU)) => this.inplace = inplace;

    /// <summary>Whether the input is overwritten; the result is then a new handle to it.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.selu(tensor, inplace);
}
