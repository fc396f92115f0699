using System;
using System.Linq;
using System.Runtime.InteropServices;
using NetVariants.Data;
using NetVariants.Modules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Inference;

/// <summary>
/// Calls a network on images; where it cannot take them, or its result does not fit the classes, the error says what differs and what
/// helps.
/// </summary>
internal static class NetworkCall
{
    /// <summary>The element type that images need: that of the network's first floating-point parameter or buffer.</summary>
    public static ScalarType TypeOf(Module model) =>
        StateDictOrder.Of(model).Select(pair => pair.Tensor.dtype).FirstOrDefault(torch.is_floating_point, ScalarType.Float32);

    /// <summary>A transfer of images as a network needs them, in its element type and a memory format that suits it.</summary>
    /// <exception cref="NetworkMismatchException">The network cannot compute in the format that is asked for.</exception>
    public static BatchTransfer TransferOf(Module model, Normalization normalization, Device device, MemoryFormat format) =>
        new(normalization, device, TypeOf(model), FormatOf(model, device, format));

    /// <summary>The format in which a network computes on a device.</summary>
    /// <param name="model">The network.</param>
    /// <param name="device">The device.</param>
    /// <param name="format">What is asked for.</param>
    /// <param name="groupNorm">The path of a group normalization to be trained whose input needs no gradient; null without one.</param>
    /// <exception cref="NetworkMismatchException">It cannot compute in that format there.</exception>
    public static MemoryFormat FormatOf(Module model, Device device, MemoryFormat format, string? groupNorm = null) =>
        MemoryFormats.Choose(format, model, device, TypeOf(model), groupNorm);

    /// <summary>The logits <c>[N, classes]</c> of images <c>[N, C, H, W]</c>.</summary>
    /// <exception cref="NetworkMismatchException">The network cannot take the images, or gives no logits for so many classes.</exception>
    public static Tensor Logits(Module<Tensor, Tensor> model, Tensor images, int classes)
    {
        var logits = Output(model, images);
        if (logits.dim() != 2 || logits.shape[0] != images.shape[0])
            throw new NetworkMismatchException(
                $"{model.GetType().Name} returns {Text(logits)} for images {Text(images)}: a classifier returns logits "
                    + $"[{images.shape[0]}, classes].");
        return logits.shape[1] == classes
            ? logits
            : throw new NetworkMismatchException(
                $"{model.GetType().Name} has {logits.shape[1]} outputs for {classes} classes: declare it with NumClasses = {classes}, "
                    + $"call ReplaceHead({classes}), or name {logits.shape[1]} classes.");
    }

    /// <summary>What the network returns for images <c>[N, C, H, W]</c>.</summary>
    /// <exception cref="NetworkMismatchException">The network cannot take the images.</exception>
    public static Tensor Output(Module<Tensor, Tensor> model, Tensor images)
    {
        try
        {
            return model.call(images);
        }
        catch (Exception error) when (error is ExternalException or ArgumentException && !TorchErrors.IsOutOfMemory(error))
        {
            if (FailingLayer(model, images) is { } layer)
                throw new NetworkMismatchException(Explanation(model, images, layer, error), error);
            // One image passes: their shape is not the cause.
            if (error is ExternalException traced && TorchErrors.HasTrace(traced))
                throw TorchErrors.Shortened(traced);
            throw;
        }
    }

    private static string Explanation(Module<Tensor, Tensor> model, Tensor images, FailedCall failed, Exception error)
    {
        var name = model.GetType().Name;
        ScalarType[] types = [.. model.parameters().Select(parameter => parameter.dtype).Distinct()];
        if (types.Length > 1 && failed.Layer?.parameters(recurse: false).Any(parameter => parameter.dtype != failed.Type) == true)
            return $"{name} has parameters of {string.Join(" and ", types)}, which do not compute with each other: convert it by "
                + $"model.to(ScalarType.{types[0]}).";
        var (path, first) = model.named_modules()
            .Select(pair => (pair.name, pair.module as Convolution))
            .FirstOrDefault(pair => pair.Item2 is not null);
        if (first is not null && first.in_channels != images.shape[1])
        {
            return $"{name} takes images of {first.in_channels} channels (its layer '{path}'), and these have {images.shape[1]}: "
                + $"declare it with InChannels = {images.shape[1]}, or give images of {first.in_channels}.";
        }

        var place = failed.Path.Length > 0 ? $" at its layer '{failed.Path}', which gets {failed.Input}" : "";
        return $"{name} cannot take images [{string.Join(", ", images.shape[1..])}] of {images.dtype}{place}: "
            + $"{TorchErrors.Summary(error).TrimEnd('.')}. "
            + $"Declare it with ImageSize = {images.shape[2]}, or give images of the size and type that it was made for.";
    }

    /// <summary>The innermost layer that fails on one of the images; null where a single image passes.</summary>
    private static FailedCall? FailingLayer(Module<Tensor, Tensor> model, Tensor images)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var reached = new FailedCall("", null, Text(images), images.dtype);
        using var inputs = new LayerInputs(model, (path, layer, input) => reached = new FailedCall(path, layer, Text(input), input.dtype));
        try
        {
            model.call(images.narrow(0, 0, 1));
            return null;
        }
        catch (Exception error) when (error is ExternalException or ArgumentException)
        {
            return reached;
        }
    }

    private static string Text(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";

    /// <summary>
    /// The layer that was reached when a call failed, and the shape and type of its input; without a layer it is the network itself.
    /// </summary>
    private sealed record FailedCall(string Path, Module? Layer, string Input, ScalarType Type);
}
