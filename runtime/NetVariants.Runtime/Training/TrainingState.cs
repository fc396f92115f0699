using System;
using System.Collections.Generic;
using NetVariants.Training.Tasks;
using static TorchSharp.torch;

namespace NetVariants.Training;

/// <summary>Where a training is: what changes from step to step besides the network and its optimizer.</summary>
internal sealed class TrainingState : IDisposable
{
    private readonly int _epochSteps;

    /// <summary>A training at its start, or where it was interrupted.</summary>
    public TrainingState(Device device, int epochSteps, TrainingPosition? position)
    {
        _epochSteps = epochSteps;
        Meter = new Meter(device, position?.Seen);
        Epoch = position?.Epoch ?? 1;
        Step = position?.Step ?? 0;
        Epochs = [.. position?.Epochs ?? []];
        EarlierTime = EndedTime = position?.Duration ?? default;
        EarlierTrainTime = position?.TrainDuration ?? default;
        Curve = position is null
            ? new LearningCurve(Epoch, epochSteps)
            : new LearningCurve(Epoch, epochSteps, position.Curve, position.CurveSeen, position.CurveStep);
    }

    /// <summary>The epoch in progress, 1 for the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Its steps that are done.</summary>
    public int Step { get; private set; }

    /// <summary>What the epoch's batches summed up to.</summary>
    public Meter Meter { get; }

    /// <summary>The epoch's curve.</summary>
    public LearningCurve Curve { get; private set; }

    /// <summary>The epochs that are done.</summary>
    public List<EpochResult> Epochs { get; }

    /// <summary>The time of earlier runs.</summary>
    public TimeSpan EarlierTime { get; }

    /// <summary>
    /// The time at the end of the last epoch, as it is saved: whether it is over is decided the same when the program runs again.
    /// </summary>
    public TimeSpan EndedTime { get; private set; }

    /// <summary>The time that earlier runs trained in this epoch.</summary>
    public TimeSpan EarlierTrainTime { get; private set; }

    /// <summary>The steps of the epochs that are done.</summary>
    public long EpochStart => (Epoch - 1L) * _epochSteps;

    /// <summary>The step counted over all epochs, 0 for the first.</summary>
    public long TotalStep => EpochStart + Step;

    /// <summary>Takes a step's results in.</summary>
    public void Add(Tensor loss, Tensor logits, Tensor labels)
    {
        Meter.Add(loss, logits, labels);
        Curve.Advance(++Step, Meter);
    }

    /// <summary>Ends the epoch, at a time of the training.</summary>
    public void Finish(EpochResult epoch, TimeSpan time)
    {
        Epochs.Add(epoch);
        EndedTime = time;
        Epoch++;
        Step = 0;
        EarlierTrainTime = default;
        Meter.Reset();
        Curve = new LearningCurve(Epoch, _epochSteps);
    }

    /// <summary>What to save.</summary>
    public TrainingPosition Position(BestState best, ProgressClock clock, int? microBatchSize, MemoryFormat format) => new(
        Epoch,
        Step,
        Meter.Read(),
        [.. Curve.Points],
        Curve.Seen,
        Curve.Step,
        Step == 0 ? default : clock.TrainTime,
        Step == 0 && Epochs.Count > 0 ? EndedTime : clock.Elapsed,
        [.. Epochs],
        best.Epoch,
        best.Loss,
        microBatchSize,
        format);

    public void Dispose() => Meter.Dispose();
}
