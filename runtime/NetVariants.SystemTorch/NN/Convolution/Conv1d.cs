using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A convolution over one dimension: [N, C, L] becomes [N, out, L′].</summary>
public sealed partial class Conv1d : Convolution
{
    internal Conv1d(
        long in_channels, long out_channels, long kernel_size, long stride, long? padding, Padding? padding_type, long dilation,
        PaddingModes padding_mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(
            nameof(Conv1d), in_channels, out_channels, [kernel_size], [stride], padding is long extent ? [extent] : null, padding_type,
            [dilation],
            transposed: false, output_padding: [0], groups, bias, padding_mode, device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        RequireShape(input, 1);
        if (padding_mode != PaddingModes.Zeros)
        {
            using Tensor padded = Padded(input);
            return nn.functional.conv1d(padded, weight, bias, stride[0], 0, dilation[0], groups);
        }

        return padding_type is Padding type
            ? nn.functional.conv1d_padding(input, weight, bias, stride[0], type, dilation[0], groups)
            : nn.functional.conv1d(input, weight, bias, stride[0], padding![0], dilation[0], groups);
    }
}
