using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using NetVariants.Core.Graph;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace NetVariants.Native;

/// <summary>
/// Compares a few small convolutions and their gradients in 32 bits, which oneDNN computes by code for this processor, with those in
/// 64 bits, which it does not. A processor on which they differ trains to numbers that mean nothing, or to NaN; there oneDNN is turned off,
/// which is slower.
/// </summary>
internal static class ConvolutionCheck
{
    private const double Tolerance = 1e-3;

    private static readonly string[] s_parts = ["output", "input gradient", "weight gradient"];

    private static readonly Shape[] s_shapes =
    [
        new(Images: 4, Inputs: 3, Outputs: 4, Kernel: 7, Stride: 2, Size: 32),
        new(Images: 4, Inputs: 3, Outputs: 8, Kernel: 3, Stride: 1, Size: 12),
        new(Images: 5, Inputs: 1, Outputs: 4, Kernel: 3, Stride: 1, Size: 8),
        new(Images: 2, Inputs: 4, Outputs: 8, Kernel: 3, Stride: 1, Size: 4),
        new(Images: 4, Inputs: 4, Outputs: 8, Kernel: 1, Stride: 2, Size: 8),
        new(Images: 4, Inputs: 8, Outputs: 8, Kernel: 3, Stride: 2, Size: 4),
        new(Images: 4, Inputs: 8, Outputs: 8, Kernel: 3, Stride: 1, Size: 1),
        new(Images: 4, Inputs: 8, Outputs: 16, Kernel: 1, Stride: 1, Size: 8),
        new(Images: 4, Inputs: 12, Outputs: 16, Kernel: 3, Stride: 1, Size: 8),
        new(Images: 4, Inputs: 16, Outputs: 4, Kernel: 3, Stride: 1, Size: 8),
        new(Images: 2, Inputs: 64, Outputs: 64, Kernel: 3, Stride: 1, Size: 8),
    ];

    private static readonly Lazy<string?> s_difference = new(Find);

    private static readonly Lazy<string?> s_channelsLastDifference = new(FindInChannelsLast);

    /// <summary>
    /// What is wrong with convolutions on this processor, in words; null where nothing is. Where that is oneDNN's, it is off from now on.
    /// </summary>
    public static string? Difference => s_difference.Value;

    /// <summary>
    /// What is wrong with convolutions of maps in channels_last on this processor, in words; null where nothing is. Without oneDNN there is
    /// no sense in them.
    /// </summary>
    public static string? ChannelsLastDifference => Difference ?? s_channelsLastDifference.Value;

    private static string? FindInChannelsLast()
    {
        try
        {
            return FirstDifference(
                (shape, type) => Gradients(shape, type, isChannelsLast: true),
                s_shapes.Where(shape => !NarrowConvolution.Is(shape.Inputs, shape.Kernel, shape.Stride)));
        }
        catch (Exception error) when (error is ExternalException or OutOfMemoryException)
        {
            return error.Message;
        }
    }

    private static string? Find()
    {
        try
        {
            if (FirstDifference(Contiguous) is not { } difference)
                return null;
            var isOff = TorchContext.SetOneDnn(false);
            if (isOff && FirstDifference(Contiguous) is null)
            {
                Console.Error.WriteLine(
                    $"libtorch's oneDNN is wrong on this processor ({difference}): it is turned off, and convolutions are slower.");
                return difference;
            }

            if (isOff)
                TorchContext.SetOneDnn(true);
            Console.Error.WriteLine(
                $"libtorch's convolutions are wrong on this processor ({difference}): trainings on the CPU may end in NaN.");
            return difference;
        }
        catch (Exception error) when (error is ExternalException or OutOfMemoryException)
        {
            // What cannot be checked may still train.
            return null;
        }
    }

    /// <summary>The first difference, in words.</summary>
    /// <param name="gradients">Output, input gradient and weight gradient of a convolution in a type.</param>
    /// <param name="shapes">Which convolutions; null for all.</param>
    public static string? FirstDifference(Func<Shape, ScalarType, IReadOnlyList<Tensor>> gradients, IEnumerable<Shape>? shapes = null)
    {
        using var scope = NewDisposeScope();
        using var outside = inference_mode(false);
        using var withGradients = enable_grad();
        foreach (var shape in shapes ?? s_shapes)
        {
            foreach (((var name, var given), var exact) in s_parts.Zip(gradients(shape, ScalarType.Float32)).Zip(
                gradients(shape, ScalarType.Float64)))
            {
                var error = (given.to(ScalarType.Float64) - exact).abs().max().item<double>() / exact.abs().max().item<double>();
                if (!(error <= Tolerance))
                    return string.Create(CultureInfo.InvariantCulture, $"the {name} of {shape} is off by {error:G2}");
            }
        }

        return null;
    }

    internal static Tensor[] Contiguous(Shape shape, ScalarType type) => Gradients(shape, type, isChannelsLast: false);

    internal static Tensor[] Gradients(Shape shape, ScalarType type, bool isChannelsLast)
    {
        // No random numbers: a training's own have to stay as they are.
        var images = Waves(type, shape.Images, shape.Inputs, shape.Size, shape.Size);
        var input = (isChannelsLast ? ChannelsLast.Lay(images) : images).requires_grad_(true);
        var weight = Waves(type, shape.Outputs, shape.Inputs, shape.Kernel, shape.Kernel).requires_grad_(true);
        var output = conv2d(input, weight, strides: [shape.Stride, shape.Stride], padding: [shape.Kernel / 2, shape.Kernel / 2]);
        output.backward([Waves(type, output.shape)]);
        return [output, input.grad!, weight.grad!];
    }

    private static Tensor Waves(ScalarType type, params long[] sizes) =>
        arange(sizes.Aggregate(1L, (product, size) => product * size), ScalarType.Float64, CPU).mul(0.7).sin().reshape(sizes).to(type);

    /// <summary>A convolution of square images with a square kernel, padded by half of it.</summary>
    internal sealed record Shape(int Images, int Inputs, int Outputs, int Kernel, int Stride, int Size)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Inputs} to {Outputs} channels, {Kernel}×{Kernel}, stride {Stride}, on {Images} images of {Size}×{Size}");
    }
}
