using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Data;
using NetVariants.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Modules;

/// <summary>
/// Chooses how maps lie in memory, and lays images so. Operations keep their input's layout, so the images' decides; weights stay
/// contiguous, and autograd gives their gradients in their own layout.
/// </summary>
internal static class MemoryFormats
{
    /// <summary><paramref name="asked"/>, or, where that is <see cref="MemoryFormat.Auto"/>, what suits a network.</summary>
    /// <param name="asked">What the options say.</param>
    /// <param name="model">The network.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="type">The element type in which it does.</param>
    /// <param name="groupNorm">The path of a group normalization to be trained whose input needs no gradient; null without one.</param>
    /// <exception cref="NetworkMismatchException">The network cannot compute in the format that is asked for.</exception>
    public static MemoryFormat Choose(MemoryFormat asked, Module model, Device device, ScalarType type, string? groupNorm = null)
    {
        if (asked == MemoryFormat.Contiguous || (asked == MemoryFormat.Auto && !Suits(model, device, type)))
            return MemoryFormat.Contiguous;
        if (device.type != DeviceType.CPU || Obstacle(model, groupNorm) is not { } obstacle)
            return MemoryFormat.ChannelsLast;
        return asked == MemoryFormat.Auto
            ? MemoryFormat.Contiguous
            : throw new NetworkMismatchException(
                $"{model.GetType().Name} cannot be computed in MemoryFormat.ChannelsLast: {obstacle}. Use MemoryFormat.Contiguous.");
    }

    /// <summary>Images <c>[N, C, H, W]</c> in a format.</summary>
    public static Tensor Lay(Tensor images, MemoryFormat format)
    {
        const long Format = 2; // as libtorch numbers channels_last
        if (format != MemoryFormat.ChannelsLast)
            return images;
        return images.shape[1] > 1 && Aten.IsAvailable
            ? Aten.Call("aten::contiguous", "", Argument.From(images), Argument.Int(Format))
            : ChannelsLast.Lay(images);
    }

    /// <summary>
    /// A network that somebody wrote may count on the layout (<c>view</c>). Where one convolution makes patches, as in a vision
    /// transformer, there are no maps after it.
    /// </summary>
    private static bool Suits(Module model, Device device, ScalarType type) =>
        device.type == DeviceType.CPU
            && type == ScalarType.Float32
            && ModuleDeclaration.InfoOf(model) is not null
            && model.modules().OfType<Conv2d>().Skip(1).Any();

    /// <summary>Why a network cannot be computed so; null where it can.</summary>
    private static string? Obstacle(Module model, string? groupNorm)
    {
        var (layer, narrow) = model.named_modules().FirstOrDefault(
            pair => pair.module is Conv2d convolution
                && NarrowConvolution.Is(
                    convolution.in_channels / convolution.groups, convolution.kernel_size.Max(), convolution.stride.Max()));
        if (narrow is not null)
        {
            return "oneDNN's gradients are wrong for a 1×1 convolution of stride 2 with fewer than "
                + $"{NarrowConvolution.SafeInputs} input channels, as '{layer}' is";
        }

        if (groupNorm is not null)
        {
            return "libtorch ends the process in the gradient of a group normalization whose input needs none, as that of "
                + $"'{groupNorm}' does";
        }

        return ConvolutionCheck.ChannelsLastDifference is { } difference
            ? $"libtorch's convolutions are wrong on this processor ({difference})"
            : null;
    }
}
