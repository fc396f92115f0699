using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The cosine of the angle between two tensors' vectors along <see cref="dim"/>, which the result lacks.</summary>
public sealed partial class CosineSimilarity : ParameterLessModule<Tensor, Tensor, Tensor>
{
    internal CosineSimilarity(long dim, double eps) : base(nameof(CosineSimilarity))
    {
        this.dim = dim;
        this.eps = eps;
    }

    /// <summary>The dimension of the vectors.</summary>
    public long dim { get; set; }

    /// <summary>The least norm to divide by.</summary>
    public double eps { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.cosine_similarity(input1, input2, dim, eps);
}
