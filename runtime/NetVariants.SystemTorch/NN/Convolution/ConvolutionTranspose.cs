using System;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The base of the transposed convolutions, which compute the gradient of a convolution with respect to its input.</summary>
public abstract partial class ConvolutionTranspose : Convolution
{
    /// <summary>Creates the layer and draws its parameters; see <see cref="Convolution"/>.</summary>
    protected ConvolutionTranspose(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type,
        long[] dilation,
        bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null,
        ScalarType? dtype = null)
        : base(
            name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias,
            padding_mode, device, dtype)
    {
    }

    /// <summary>Runs the layer; its result has the smallest of the sizes that are possible, and the <see cref="Convolution.output_padding"/>.</summary>
    public override Tensor forward(Tensor input) => forward(input, null);

    /// <summary>Runs the layer.</summary>
    /// <param name="input">[N, C, …] or [C, …].</param>
    /// <param name="output_size">The result's spatial size, or its whole shape: strides leave several possible.</param>
    /// <exception cref="ArgumentException">The result cannot have this size.</exception>
    public abstract Tensor forward(Tensor input, long[]? output_size);

    /// <summary>What must be added to one side of the result for it to have the size that was asked for.</summary>
    protected long[] _output_padding(
        Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long num_spatial_dims)
    {
        if (output_size is null)
            return output_padding;

        long[] shape = input.shape;
        var spatial = (int)num_spatial_dims;
        int leading = shape.Length - spatial;
        long[] wanted = output_size.Length == shape.Length ? output_size[leading..] : output_size;
        if (wanted.Length != spatial)
        {
            throw new ArgumentException(
                $"For {shape.Length}D input, output_size must have {spatial} or {shape.Length} elements, but it has {output_size.Length}.",
                nameof(output_size));
        }

        long Smallest(int d) => ((shape[leading + d] - 1) * stride[d]) - (2 * padding[d]) + (dilation[d] * (kernel_size[d] - 1)) + 1;
        long[] smallest = [.. Enumerable.Range(0, spatial).Select(Smallest)];
        for (int d = 0; d < spatial; d++)
        {
            if (wanted[d] < smallest[d] || wanted[d] > smallest[d] + stride[d] - 1)
            {
                throw new ArgumentException(
                    $"Size {wanted[d]} in dimension {d} is not between {smallest[d]} and {smallest[d] + stride[d] - 1}.",
                    nameof(output_size));
            }
        }

        return [.. wanted.Zip(smallest, (size, least) => size - least)];
    }
}
