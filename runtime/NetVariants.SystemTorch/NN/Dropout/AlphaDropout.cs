using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Dropout for <see cref="SELU"/> networks: it keeps the mean and the variance of its input. In training mode only; any shape.</summary>
public sealed partial class AlphaDropout : ParameterLessModule<Tensor, Tensor>
{
    internal AlphaDropout(double p, bool inplace) : base(nameof(AlphaDropout))
    {
        this.p = p;
        this.inplace = inplace;
    }

    /// <summary>The probability of being dropped, 0 to 1.</summary>
    public double p { get; set; }

    /// <summary>Whether the input is overwritten; the result is then a new handle to it.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.alpha_dropout(tensor, p, training, inplace);
}
