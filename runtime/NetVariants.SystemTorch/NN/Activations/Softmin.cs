using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>exp(−x) divided by its sum along <see cref="dim"/>; any shape.</summary>
public sealed partial class Softmin : ParameterLessModule<Tensor, Tensor>
{
    internal Softmin(long dim) : base(nameof(Softmin)) => this.dim = dim;

    /// <summary>The dimension along which the results sum to 1.</summary>
    public long dim { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.softmin(tensor, dim);
}
