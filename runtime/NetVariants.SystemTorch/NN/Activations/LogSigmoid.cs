using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>log(1 / (1 + exp(−x))). Element by element; any shape.</summary>
public sealed partial class LogSigmoid : ParameterLessModule<Tensor, Tensor>
{
    internal LogSigmoid() : base(nameof(LogSigmoid))
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.logsigmoid(tensor);
}
