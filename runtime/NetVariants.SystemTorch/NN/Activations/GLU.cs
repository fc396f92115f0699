using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The first half of the input along <see cref="dim"/> times the sigmoid of the second.</summary>
public sealed partial class GLU : ParameterLessModule<Tensor, Tensor>
{
    internal GLU(long dim) : base(nameof(GLU)) => this.dim = dim;

    /// <summary>The dimension to halve; its size is even.</summary>
    public long dim { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.glu(tensor, dim);
}
