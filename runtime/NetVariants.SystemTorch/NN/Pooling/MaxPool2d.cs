using static TorchSharp.torch;

namespace TorchSharp.Modules;

#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning

/// <summary>The maxima of [N, C, H, W] over windows.</summary>
public sealed partial class MaxPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal MaxPool2d(long[] kernel_size, long[] stride, long[] padding, long[] dilation, bool ceil_mode) : base(nameof(MaxPool2d))
    {
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.ceil_mode = ceil_mode;
    }

    /// <summary>The window's sizes.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>The step between windows; null is the window's size.</summary>
    public long[] stride { get; set; }

    /// <summary>How far windows may reach beyond the input to each side; null is not at all.</summary>
    public long[] padding { get; set; }

    /// <summary>The step between a window's elements; null is 1.</summary>
    public long[] dilation { get; set; }

    /// <summary>Whether a window may reach beyond the padded input.</summary>
    public bool ceil_mode { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <summary>The maxima, and where in the input each was found.</summary>
    public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input)
        => nn.functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
}
