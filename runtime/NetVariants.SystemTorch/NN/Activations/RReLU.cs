using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x where positive, else x times a slope drawn between <see cref="lower"/> and <see cref="upper"/>. Element by element; any shape.</summary>
public sealed partial class RReLU : ParameterLessModule<Tensor, Tensor>
{
    internal RReLU(double lower, double upper, bool inplace) : base(nameof(RReLU))
    {
        this.lower = lower;
        this.upper = upper;
        this.inplace = inplace;
    }

    /// <summary>The least slope.</summary>
    public double lower { get; set; }

    /// <summary>The greatest slope.</summary>
    public double upper { get; set; }

    /// <summary>Whether the input is overwritten; the result is then a new handle to it.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.rrelu(tensor, lower, upper, inplace);
}
