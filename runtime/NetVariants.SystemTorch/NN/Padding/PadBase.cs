using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adds elements around the last dimensions of its input.</summary>
public abstract partial class PadBase : ParameterLessModule<Tensor, Tensor>
{
    private readonly PaddingModes _mode;

    /// <summary>Creates the module.</summary>
    /// <param name="name">What kind of module this is.</param>
    /// <param name="mode">What the added elements are.</param>
    /// <param name="value">Their value, where it is constant.</param>
    /// <param name="padding">How many to add before and after the last dimension, then the one before it, …</param>
    protected PadBase(string name, PaddingModes mode, double value, params long[] padding) : base(name)
    {
        _mode = mode;
        this.value = value;
        this.padding = padding;
    }

    /// <summary>How many elements are added before and after the last dimension, then the one before it, …</summary>
    public long[] padding { get; set; }

    /// <summary>The added elements' value, where it is constant.</summary>
    public double value { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.pad(input, padding, _mode, value);
}
