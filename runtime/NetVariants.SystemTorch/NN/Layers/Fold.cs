using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adds up the columns of [N, C · k, L] as overlapping blocks of an image [N, C, H, W]; the inverse sum of <see cref="Unfold"/>.</summary>
public sealed partial class Fold : ParameterLessModule<Tensor, Tensor>
{
    internal Fold((long, long) output_size, (long, long) kernel_size, (long, long) dilation, (long, long) padding, (long, long) stride)
        : base(nameof(Fold))
    {
        this.output_size = output_size;
        this.kernel_size = kernel_size;
        this.dilation = dilation;
        this.padding = padding;
        this.stride = stride;
    }

    /// <summary>The image's height and width.</summary>
    public (long, long) output_size { get; set; }

    /// <summary>A block's height and width.</summary>
    public (long, long) kernel_size { get; set; }

    /// <summary>The step between a block's elements.</summary>
    public (long, long) dilation { get; set; }

    /// <summary>Zeros around the image, to each side.</summary>
    public (long, long) padding { get; set; }

    /// <summary>The step between blocks.</summary>
    public (long, long) stride { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.fold(tensor, output_size, kernel_size, dilation, padding, stride);
}
