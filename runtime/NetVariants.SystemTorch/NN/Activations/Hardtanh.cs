using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x, limited to <see cref="min_val"/> and <see cref="max_val"/>. Element by element; any shape.</summary>
public sealed partial class Hardtanh : ParameterLessModule<Tensor, Tensor>
{
    internal Hardtanh(double min_val, double max_val, bool inplace) : base(nameof(Hardtanh))
    {
        this.min_val = min_val;
        this.max_val = max_val;
        this.inplace = inplace;
    }

    /// <summary>The least result.</summary>
    public double min_val { get; set; }

    /// <summary>The greatest result.</summary>
    public double max_val { get; set; }

    /// <summary>Whether the input is overwritten; the result is then a new handle to it.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.hardtanh(tensor, min_val, max_val, inplace);
}
