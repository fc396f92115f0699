using System;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using NetVariants.Data;
using NetVariants.Inference;
using NetVariants.Training.Checks;
using NetVariants.Training.Recompute;
using NetVariants.Training.Tasks;
using NetVariants.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training;

/// <summary>
/// One step of a training: the gradient of a batch's mean loss, and the update by it. A batch that is too large goes through the network in
/// parts: each part's loss counts by its share of the images, so that the sum is the whole batch's gradient. Where the device runs out of
/// memory, the parts are halved and the gradient is computed again.
/// </summary>
internal sealed class TrainingStep(
    Module<Tensor, Tensor> model,
    ClassificationTask task,
    OptimizerHelper optimizer,
    ModelEma? average,
    TrainerOptions options,
    BatchStatistics statistics,
    StepProfile profile,
    int? microBatchSize,
    int? halvedMicroBatchSize) : IDisposable
{
    private readonly OptimizerStep _optimizerStep = new(optimizer);
    private readonly StepCollections _collections = new();
    private readonly Recomputation? _recomputation = options.Recompute ? Recomputation.Begin(model) : null;
    private int? _microBatchSize = microBatchSize;
    private Exception? _outOfMemory;

    /// <summary>
    /// The most images that the device's memory has room for at once, where it had none for what was asked; null otherwise.
    /// </summary>
    public int? HalvedMicroBatchSize { get; private set; } = halvedMicroBatchSize;

    /// <summary>Sets the parameters' gradients to the batch's, and gives its mean loss and its logits <c>[N, classes]</c>.</summary>
    /// <exception cref="InvalidOperationException">Not even a single image fits into the device's memory.</exception>
    /// <exception cref="NetworkMismatchException">It has room for single images alone, and a batch normalization needs two.</exception>
    public (Tensor Loss, Tensor Logits) ComputeGradient(Tensor images, Tensor labels)
    {
        var count = (int)labels.shape[0];
        while (true)
        {
            // Released, not zeroed: their memory is free until the backward pass, which then writes them without adding to zeros.
            model.zero_grad();
            _recomputation?.Reset();
            if (_outOfMemory is not null)
                statistics.CheckMemory(count, _microBatchSize, _outOfMemory);
            try
            {
                var parts = BatchParts.Count(count, _microBatchSize);
                return parts > 1 ? InParts(images, labels, parts) : AtOnce(images, labels);
            }
            catch (Exception error) when (TorchErrors.IsOutOfMemory(error))
            {
                var size = Math.Min(_microBatchSize ?? count, count);
                if (size == 1)
                    throw TorchErrors.NoRoomForOne(error);
                (_microBatchSize, _outOfMemory) = ((size + 1) / 2, error);
                HalvedMicroBatchSize = _microBatchSize;
            }
        }
    }

    /// <summary>Clips the gradient, takes the optimizer's step, updates the average of the weights, and collects garbage.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="earlier">The training's steps before this one.</param>
    public void Update(double rate, long earlier)
    {
        if (options.ClipNorm is { } norm)
            GradientClipping.Norm(model, norm);
        if (options.ClipValue is { } bound)
            GradientClipping.Value(model, bound);
        _optimizerStep.Take(rate);
        average?.Update(earlier);
        _collections.AfterStep();
        profile.Record(StepPart.Step);
    }

    public void Dispose() => _recomputation?.Dispose();

    private (Tensor Loss, Tensor Logits) AtOnce(Tensor images, Tensor labels)
    {
        // What an attempt without enough memory has made is released before the next one.
        using var scope = NewDisposeScope();
        var logits = model.call(images);
        var loss = task.TrainingLoss(logits, labels);
        profile.Record(StepPart.Forward);
        Backward(loss);
        profile.Record(StepPart.Backward);
        return (loss.detach().MoveToOuterDisposeScope(), logits.detach().MoveToOuterDisposeScope());
    }

    private (Tensor Loss, Tensor Logits) InParts(Tensor images, Tensor labels, int parts)
    {
        // What a failed attempt holds is released with its scope, before the batch is tried in smaller parts.
        using var attempt = NewDisposeScope();
        var count = (int)labels.shape[0];
        var sum = zeros(1, dtype: images.dtype, device: images.device);
        var logits = new Tensor[parts];
        for (int part = 0, start = 0; part < parts; part++)
        {
            var length = BatchParts.SizeOf(part, parts, count);
            using var scope = NewDisposeScope();
            var output = model.call(images.narrow(0, start, length));
            var loss = task.TrainingLoss(output, labels.narrow(0, start, length)).mul((double)length / count);
            profile.Record(StepPart.Forward);
            Backward(loss);
            profile.Record(StepPart.Backward);
            sum.add_(loss.detach());
            logits[part] = output.detach().MoveToOuterDisposeScope();
            start += length;
        }

        return (sum.squeeze().MoveToOuterDisposeScope(), cat(logits).MoveToOuterDisposeScope());
    }

    private static void Backward(Tensor loss)
    {
        // What a loop before this training has left is not this step's.
        RecomputationFailure.Take();
        try
        {
            loss.backward();
        }
        catch (ExternalException) when (RecomputationFailure.Take() is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
        }
    }
}
