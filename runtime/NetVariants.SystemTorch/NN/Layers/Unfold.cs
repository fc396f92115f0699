using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Lays the sliding blocks of [N, C, H, W] out as columns: [N, C · k, L], k elements a block and L blocks.</summary>
public sealed partial class Unfold : ParameterLessModule<Tensor, Tensor>
{
    internal Unfold((long, long) kernel_size, (long, long) dilation, (long, long) padding, (long, long) stride)
        : base(nameof(Unfold))
    {
        this.kernel_size = kernel_size;
        this.dilation = dilation;
        this.padding = padding;
        this.stride = stride;
    }

    /// <summary>A block's height and width.</summary>
    public (long, long) kernel_size { get; set; }

    /// <summary>The step between a block's elements.</summary>
    public (long, long) dilation { get; set; }

    /// <summary>Zeros around the image, to each side.</summary>
    public (long, long) padding { get; set; }

    /// <summary>The step between blocks.</summary>
    public (long, long) stride { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.unfold(tensor, kernel_size, dilation, padding, stride);
}
