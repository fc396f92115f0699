using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A convolution over two dimensions: [N, C, H, W] becomes [N, out, H′, W′].</summary>
public sealed partial class Conv2d : Convolution
{
    private static readonly long[] s_noPadding = [0, 0];

    internal Conv2d(
        long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long)? padding,
        Padding? padding_type, (long, long) dilation, PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(
            nameof(Conv2d), in_channels, out_channels, Extents.Of(kernel_size), Extents.Of(stride), Extents.Of(padding), padding_type,
            Extents.Of(dilation), transposed: false, output_padding: [0, 0], groups, bias, padding_mode, device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        RequireShape(input, 2);
        if (padding_mode != PaddingModes.Zeros)
        {
            using Tensor padded = Padded(input);
            return nn.functional.conv2d(padded, weight, bias, stride, s_noPadding, dilation, groups);
        }

        return padding_type is Padding type
            ? nn.functional.conv2d_padding(input, weight, bias, stride, type, dilation, groups)
            : nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
    }
}
