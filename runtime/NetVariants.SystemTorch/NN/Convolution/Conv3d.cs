using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A convolution over three dimensions: [N, C, D, H, W] becomes [N, out, D′, H′, W′].</summary>
public sealed partial class Conv3d : Convolution
{
    private static readonly long[] s_noPadding = [0, 0, 0];

    internal Conv3d(
        long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long) stride, (long, long, long)? padding,
        Padding? padding_type, (long, long, long) dilation, PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(
            nameof(Conv3d), in_channels, out_channels, Extents.Of(kernel_size), Extents.Of(stride), Extents.Of(padding), padding_type,
            Extents.Of(dilation), transposed: false, output_padding: [0, 0, 0], groups, bias, padding_mode, device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        RequireShape(input, 3);
        if (padding_mode != PaddingModes.Zeros)
        {
            using Tensor padded = Padded(input);
            return nn.functional.conv3d(padded, weight, bias, stride, s_noPadding, dilation, groups);
        }

        return padding_type is Padding type
            ? nn.functional.conv3d_padding(input, weight, bias, stride, type, dilation, groups)
            : nn.functional.conv3d(input, weight, bias, stride, padding, dilation, groups);
    }
}
