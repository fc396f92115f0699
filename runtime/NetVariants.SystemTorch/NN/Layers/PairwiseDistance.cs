using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The distances between the vectors of [N, D] and [N, D], row by row: [N].</summary>
public sealed partial class PairwiseDistance : ParameterLessModule<Tensor, Tensor, Tensor>
{
    internal PairwiseDistance(double p, double eps, bool keepdim) : base(nameof(PairwiseDistance))
    {
        norm = p;
        this.eps = eps;
        this.keepdim = keepdim;
    }

    /// <summary>The degree of the norm.</summary>
    public double norm { get; set; }

    /// <summary>Added to the differences, so that the gradient is defined at zero.</summary>
    public double eps { get; set; }

    /// <summary>Whether the result keeps the vectors' dimension, with size 1.</summary>
    public bool keepdim { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.pairwise_distance(input1, input2, norm, eps, keepdim);
}
