using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Makes one dimension of the dimensions from <see cref="start_dim"/> to <see cref="end_dim"/>: by default [N, …] becomes [N, features].</summary>
public sealed partial class Flatten : ParameterLessModule<Tensor, Tensor>
{
    internal Flatten(long start_dim, long end_dim) : base(nameof(Flatten))
    {
        this.start_dim = start_dim;
        this.end_dim = end_dim;
    }

    /// <summary>The first dimension to merge.</summary>
    public long start_dim { get; set; }

    /// <summary>The last dimension to merge; -1 is the input's last.</summary>
    public long end_dim { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.flatten(start_dim, end_dim);
}
