using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A transposed convolution over three dimensions: [N, C, D, H, W] becomes [N, out, D′, H′, W′].</summary>
public sealed partial class ConvTranspose3d : ConvolutionTranspose
{
    internal ConvTranspose3d(
        long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long) stride, (long, long, long) padding,
        (long, long, long) output_padding, (long, long, long) dilation, PaddingModes padding_mode, long groups, bool bias, Device? device,
        ScalarType? dtype)
        : base(
            nameof(ConvTranspose3d), in_channels, out_channels, Extents.Of(kernel_size), Extents.Of(stride), Extents.Of(padding), null,
            Extents.Of(dilation),
            transposed: true, Extents.Of(output_padding), groups, bias, padding_mode, device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, long[]? output_size)
    {
        RequireShape(input, 3);
        long[] added = _output_padding(input, output_size, kernel_size, stride, padding!, dilation, 3);
        return nn.functional.conv_transpose3d(input, weight, bias, stride, padding, added, dilation, groups);
    }
}
