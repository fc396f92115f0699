using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A transposed convolution over two dimensions: [N, C, H, W] becomes [N, out, H′, W′].</summary>
public sealed partial class ConvTranspose2d : ConvolutionTranspose
{
    internal ConvTranspose2d(
        long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long) padding,
        (long, long) output_padding, (long, long) dilation, PaddingModes padding_mode, long groups, bool bias, Device? device,
        ScalarType? dtype)
        : base(
            nameof(ConvTranspose2d), in_channels, out_channels, Extents.Of(kernel_size), Extents.Of(stride), Extents.Of(padding), null,
            Extents.Of(dilation),
            transposed: true, Extents.Of(output_padding), groups, bias, padding_mode, device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, long[]? output_size)
    {
        RequireShape(input, 2);
        long[] added = _output_padding(input, output_size, kernel_size, stride, padding!, dilation, 2);
        return nn.functional.conv_transpose2d(input, weight, bias, stride, padding, added, dilation, groups);
    }
}
