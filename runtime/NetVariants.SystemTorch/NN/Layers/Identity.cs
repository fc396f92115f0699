using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gives a new handle to its input.</summary>
public sealed partial class Identity : ParameterLessModule<Tensor, Tensor>
{
    internal Identity() : base(nameof(Identity))
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => tensor.alias();
}
