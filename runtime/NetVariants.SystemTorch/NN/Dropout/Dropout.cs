using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Zeroes each element with probability <see cref="p"/> and scales the others by 1 / (1 − p), in training mode only. Any shape.</summary>
public sealed partial class Dropout : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout(double p, bool inplace) : base(nameof(Dropout))
    {
        this.p = p;
        this.inplace = inplace;
    }

    /// <summary>The probability of being dropped, 0 to 1.</summary>
    public double p { get; set; }

    /// <summary>Whether the input is overwritten; the result is then a new handle to it.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, training, inplace);
}
