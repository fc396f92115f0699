using System;
using System.Linq;
using System.Threading;
using NetVariants.Data;
using NetVariants.Inference;
using NetVariants.Training;
using TorchSharp;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Benchmarks.Speed;

/// <summary>
/// Our networks as users compute them: trained by <see cref="Trainer"/>, whose steps include the way of a batch from the loader to the
/// network and the metrics, and evaluated on images that <see cref="Classifier"/> has laid out.
/// </summary>
internal static class OwnSide
{
    // More than any run takes: an epoch that ends is validated.
    private const int StepsPerEpoch = 10_000;

    /// <summary>Takes turns on the calling thread until <paramref name="ended"/> says that there are no more.</summary>
    /// <param name="workload">What to compute.</param>
    /// <param name="duration">The length of a turn, which has at least one step.</param>
    /// <param name="ended">
    /// Called after each turn with the milliseconds of a step; says whether there is to be another. Others take their turns in it.
    /// </param>
    public static void TakeTurns(Workload workload, TimeSpan duration, Func<double, bool> ended)
    {
        if (workload.Case.Measure == Measure.Evaluation)
            Evaluate(workload, duration, ended);
        else
            Train(workload, duration, ended);
    }

    private static void Evaluate(Workload workload, TimeSpan duration, Func<double, bool> ended)
    {
        var model = workload.Network.Create();
        using var loop = new EvaluationLoop(model, Images(model, workload));
        while (ended(TurnClock.Take(loop.Step, duration)))
        {
            // The others have had their turns.
        }
    }

    /// <summary>A batch as the classifier gives it to a network, in the memory format that it chooses.</summary>
    private static Tensor Images(Network model, Workload workload)
    {
        var count = workload.Case.BatchSize;
        var source = new NoiseImages(count, workload.Case.ImageSize, workload.Classes);
        Tensor? images = null;
        var hook = model.register_forward_pre_hook((_, input) =>
        {
            images = input.alias().DetachFromDisposeScope();
            return input;
        });
        using var classifier = new Classifier(model, source.Classes, source.Normalization, CPU);
        classifier.Classify(PixelBatch.Read(source, [.. Enumerable.Range(0, count)]));
        hook.remove();
        return images!;
    }

    private static void Train(Workload workload, TimeSpan duration, Func<double, bool> ended)
    {
        using var model = workload.Network.Create();
        using var stop = new CancellationTokenSource();
        var clock = new TurnClock(duration);
        // A step lasts from one forward pass in training mode to the next one.
        model.register_forward_pre_hook((_, input) =>
        {
            if (!model.training)
                return input;
            var last = clock.IsRunning ? clock.EndStep() : null;
            if (last is { } milliseconds && !ended(milliseconds))
            {
                stop.Cancel();
                stop.Token.ThrowIfCancellationRequested();
            }

            if (last is not null || !clock.IsRunning)
                clock.Begin();
            return input;
        });
        var options = new TrainerOptions
        {
            BatchSize = workload.Case.BatchSize,
            Schedule = LearningRateSchedule.Constant,
            Device = "cpu",
            Threads = workload.Threads,
            Recompute = workload.Recompute,
            // Peaks are compared as on a machine that is short of memory.
            KeepLargeBlocks = workload.Case.Measure == Measure.PeakMemory ? false : null,
        };
        NoiseImages Images(int count) => new(count, workload.Case.ImageSize, workload.Classes);
        try
        {
            new Trainer(options).Fit(
                model, Images(StepsPerEpoch * options.BatchSize), validation: Images(options.BatchSize), cancellation: stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The last turn has ended.
        }
    }
}
