using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetVariants.Data;
using NetVariants.Inference;
using NetVariants.Native;
using NetVariants.Training.Checks;
using NetVariants.Training.Tasks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training;

/// <summary>Shows images to a network in evaluation mode, without gradients: the validation after an epoch, and the test.</summary>
/// <param name="model">The network; it stays in evaluation mode.</param>
/// <param name="task">What its logits are checked against.</param>
/// <param name="transfer">Gives it its input.</param>
/// <param name="options">How many images it gets at once.</param>
/// <param name="clock">Takes note of the images shown.</param>
/// <param name="cancellation">Ends an evaluation between two batches.</param>
internal sealed class Evaluator(
    Module<Tensor, Tensor> model,
    ClassificationTask task,
    BatchTransfer transfer,
    TrainerOptions options,
    ProgressClock clock,
    CancellationToken cancellation)
{
    /// <summary>Evaluates between two epochs of a training, in a phase of the clock that has started.</summary>
    /// <param name="images">What to evaluate on.</param>
    /// <param name="confusion">Counts which class is taken for which; null to count nothing.</param>
    /// <param name="notFinite">The error for a loss that is NaN or infinite on some images.</param>
    public Metrics Validate(IImageSource images, ConfusionCounter? confusion, Func<double, IReadOnlyList<int>, Exception> notFinite)
    {
        var metrics = Evaluate(images, confusion, notFinite);
        FreedMemory.Return();
        return metrics;
    }

    /// <summary>Evaluates at the end, in a phase of its own.</summary>
    /// <exception cref="InvalidOperationException">A loss is NaN or infinite.</exception>
    public Evaluation Test(IImageSource images, int epoch)
    {
        clock.Start(TrainingPhase.Test, epoch, images.Count);
        using var confusion = new ConfusionCounter(images.Classes, transfer.Device);
        return confusion.Read(Evaluate(images, confusion, FiniteState.NoResult));
    }

    private Metrics Evaluate(IImageSource source, ConfusionCounter? confusion, Func<double, IReadOnlyList<int>, Exception> notFinite)
    {
        FreedMemory.Return();
        model.eval();
        using var noGradients = no_grad();
        using var meter = new Meter(transfer.Device);
        int[] order = [.. Enumerable.Range(0, source.Count)];
        var collections = new StepCollections();
        foreach (var batch in BatchLoader.Read(source, order, options.EvaluationLoader(), cancellation))
        {
            using var scope = NewDisposeScope();
            var (images, labels) = transfer.Send(batch);
            var logits = LogitsOf(images);
            var loss = ClassificationTask.EvaluationLoss(logits, labels);
            if (loss.to(ScalarType.Float64).item<double>() is var value && !double.IsFinite(value))
                throw notFinite(value, [.. batch.Indices]);
            meter.Add(loss, logits, labels);
            confusion?.Add(logits, labels);
            clock.Advance(batch.Count, meter);
            collections.AfterStep();
        }

        return meter.Read().ToMetrics();
    }

    private Tensor LogitsOf(Tensor images)
    {
        try
        {
            return task.LogitsOf(model, images);
        }
        catch (Exception error) when (TorchErrors.IsOutOfMemory(error))
        {
            throw TorchErrors.NoRoomFor(images.shape[0], "evaluate", "set EvaluationBatchSize", error);
        }
    }
}
