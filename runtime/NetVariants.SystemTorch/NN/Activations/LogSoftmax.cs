using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The logarithm of <see cref="Softmax"/>, computed stably; any shape.</summary>
public sealed partial class LogSoftmax : ParameterLessModule<Tensor, Tensor>
{
    internal LogSoftmax(long dim) : base(nameof(LogSoftmax)) => this.dim = dim;

    /// <summary>The dimension along which the results' exponentials sum to 1.</summary>
    public long dim { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.log_softmax(tensor, dim);
}
