using static TorchSharp.torch;

namespace TorchSharp.Modules;

#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning

/// <summary>Averages [N, C, H, W] over windows.</summary>
public sealed partial class AvgPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal AvgPool2d(long[] kernel_size, long[] stride, long[] padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
        : base(nameof(AvgPool2d))
    {
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.ceil_mode = ceil_mode;
        this.count_include_pad = count_include_pad;
        this.divisor_override = divisor_override;
    }

    /// <summary>The window's sizes.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>The step between windows; null is the window's size.</summary>
    public long[] stride { get; set; }

    /// <summary>Zeros around the input, to each side; null is none.</summary>
    public long[] padding { get; set; }

    /// <summary>Whether a window may reach beyond the padded input.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>Whether padding counts in the average.</summary>
    public bool count_include_pad { get; set; }

    /// <summary>What to divide by instead of the window's number of elements.</summary>
    public long? divisor_override { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
        => nn.functional.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
}
