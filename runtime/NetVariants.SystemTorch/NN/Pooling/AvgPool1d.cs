using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Averages [N, C, L] over windows.</summary>
public sealed partial class AvgPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal AvgPool1d(long kernel_size, long? stride, long? padding, bool ceil_mode, bool count_include_pad)
        : base(nameof(AvgPool1d))
    {
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.ceil_mode = ceil_mode;
        this.count_include_pad = count_include_pad;
    }

    /// <summary>The window's size.</summary>
    public long kernel_size { get; set; }

    /// <summary>The step between windows; null is the window's size.</summary>
    public long? stride { get; set; }

    /// <summary>Zeros around the input, to each side; null is none.</summary>
    public long? padding { get; set; }

    /// <summary>Whether a window may reach beyond the padded input.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>Whether padding counts in the average.</summary>
    public bool count_include_pad { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
        => nn.functional.avg_pool1d(input, kernel_size, stride, padding, ceil_mode, count_include_pad);
}
