using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x where it exceeds <see cref="threshold"/>, else <see cref="value"/>. Element by element; any shape.</summary>
public sealed partial class Threshold : ParameterLessModule<Tensor, Tensor>
{
    internal Threshold(double threshold, double value, bool inplace) : base(nameof(Threshold))
    {
        this.threshold = threshold;
        this.value = value;
        this.inplace = inplace;
    }

    /// <summary>What an element must exceed to be kept.</summary>
    public double threshold { get; set; }

    /// <summary>What replaces the others.</summary>
    public double value { get; set; }

    /// <summary>Whether the input is overwritten; the result is then a new handle to it.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.threshold(tensor, threshold, value, inplace);
}
