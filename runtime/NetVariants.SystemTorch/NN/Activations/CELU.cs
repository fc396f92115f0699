using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>max(0, x) + min(0, <see cref="alpha"/> · (exp(x / α) − 1)). Element by element; any shape.</summary>
public sealed partial class CELU : ParameterLessModule<Tensor, Tensor>
{
    internal CELU(double alpha, bool inplace) : base(nameof(CELU))
    {
        this.alpha = alpha;
        this.inplace = inplace;
    }

    /// <summary>The scale below zero.</summary>
    public double alpha { get; set; }

    /// <summary>Whether the input is overwritten; the result is then a new handle to it.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.celu(tensor, alpha, inplace);
}
