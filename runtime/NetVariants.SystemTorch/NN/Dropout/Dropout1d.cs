using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Zeroes whole channels of [N, C, L] or [C, L] with probability <see cref="p"/> and scales the others by 1 / (1 − p), in training mode only.</summary>
public sealed partial class Dropout1d : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout1d(double p, bool inplace) : base(nameof(Dropout1d))
    {
        this.p = p;
        this.inplace = inplace;
    }

    /// <summary>The probability of being dropped, 0 to 1.</summary>
    public double p { get; set; }

    /// <summary>Whether the input is overwritten; the result is then a new handle to it.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.dropout1d(tensor, p, training, inplace);
}
