using System;
using System.Linq;
using System.Runtime.InteropServices;
using NetVariants.Data;
using NetVariants.Inference;
using NetVariants.Training.Tasks;
using NetVariants.Weights;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training.Checks;

/// <summary>Tries a network on one black image in evaluation mode, which changes nothing of it, before it is trained.</summary>
internal static class Trainability
{
    /// <summary>Checks that a gradient can be had at all.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to train, or no gradient is computed here.</exception>
    public static void CheckParameters(Module model)
    {
        if (is_inference_mode_enabled() || !is_grad_enabled())
            throw new InvalidOperationException(
                "Fit runs within no_grad or inference_mode, where torch computes no gradients: call it outside.");
        if (!model.parameters().Any())
            throw new InvalidOperationException($"{model.GetType().Name} has no parameters: there is nothing to train.");
        if (!model.Trainable().Any())
            throw new InvalidOperationException(
                $"Every parameter of {model.GetType().Name} is frozen: there is nothing to train. Unfreeze some, or call ReplaceHead.");
        CheckWritable(model);
    }

    /// <summary>Tensors that were made in inference_mode cannot be changed outside it; they tell only when it is tried.</summary>
    private static void CheckWritable(Module model)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        try
        {
            model.Trainable().First().mul_(1);
        }
        catch (ExternalException error)
        {
            throw new InvalidOperationException(
                $"The parameters of {model.GetType().Name} cannot be changed ({TorchErrors.Summary(error)}): create it outside "
                    + "inference_mode.",
                error);
        }
    }

    /// <summary>Checks that the network starts from numbers.</summary>
    /// <exception cref="InvalidOperationException">A tensor holds NaN or infinity.</exception>
    public static void CheckState(Module model)
    {
        if (FiniteState.FirstNonFinite(model) is { } name)
            throw new InvalidOperationException(
                $"'{name}' of {model.GetType().Name} holds NaN or infinity before the training: begin with other weights.");
    }

    /// <summary>
    /// Checks a network against what it is to be trained, validated and tested on, and tells which of its layers need more than one image.
    /// </summary>
    /// <exception cref="NetworkMismatchException">They do not fit each other.</exception>
    /// <exception cref="InvalidOperationException">The logits depend on no trainable parameter.</exception>
    public static BatchStatistics Check(
        Module<Tensor, Tensor> model, ClassificationTask task, BatchTransfer transfer, params IImageSource?[] parts)
    {
        (Module Module, bool Training)[] modes = [.. model.modules().Prepend(model).Select(module => (module, module.training))];
        try
        {
            model.TrainAllButFrozen();
            var statistics = new BatchStatistics(model);
            model.eval();
            using var inputs = new LayerInputs(model, statistics.See);
            foreach (var part in parts.OfType<IImageSource>().DistinctBy(part => part.Shape))
            {
                using var scope = NewDisposeScope();
                var (images, _) = transfer.Send(new PixelBatch(part.Shape, capacity: 1) { Indices = new int[1] });
                if (!task.LogitsOf(model, images).requires_grad)
                    throw new InvalidOperationException(
                        $"The logits of {model.GetType().Name} depend on no trainable parameter: unfreeze some that they depend on.");
            }

            return statistics;
        }
        catch (Exception error) when (TorchErrors.IsOutOfMemory(error))
        {
            throw TorchErrors.NoRoomForOne(error);
        }
        finally
        {
            foreach (var (module, training) in modes)
                module.train(training);
        }
    }
}
