using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Divides each channel of [N, C, …] by a power of the squares in its neighbour channels (Krizhevsky et al. 2012).</summary>
public sealed partial class LocalResponseNorm : ParameterLessModule<Tensor, Tensor>
{
    internal LocalResponseNorm(long size, double alpha, double beta, double k) : base(nameof(LocalResponseNorm))
    {
        this.size = size;
        this.alpha = alpha;
        this.beta = beta;
        this.k = k;
    }

    /// <summary>How many channels count as neighbours.</summary>
    public long size { get; set; }

    /// <summary>The factor of the squares.</summary>
    public double alpha { get; set; }

    /// <summary>The power.</summary>
    public double beta { get; set; }

    /// <summary>Added before the power is taken.</summary>
    public double k { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.local_response_norm(input, size, alpha, beta, k);
}
