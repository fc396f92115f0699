using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Zeroes whole channels of [N, C, H, W] or [C, H, W] with probability <see cref="p"/> and scales the others by 1 / (1 − p), in training mode only.</summary>
public sealed partial class Dropout2d : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout2d(double p, bool inplace) : base(nameof(Dropout2d))
    {
        this.p = p;
        this.inplace = inplace;
    }

    /// <summary>The probability of being dropped, 0 to 1.</summary>
    public double p { get; set; }

    /// <summary>Whether the input is overwritten; the result is then a new handle to it.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.dropout2d(input, p, training, inplace);
}
