using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Tasks;

namespace NetVariants.Training;

/// <summary>What a checkpoint says besides its tensors.</summary>
internal sealed record CheckpointRecord
{
    /// <summary>Another number is another form of this record.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    /// <summary>The network's class.</summary>
    public required string Network { get; init; }

    public string? Declaration { get; init; }

    public required TrainerOptions Options { get; init; }

    public required DataFingerprint Data { get; init; }

    /// <summary>Libraries and machine, for the reader; they may differ when the training resumes.</summary>
    public required RunEnvironment Environment { get; init; }

    public required TrainingPosition Position { get; init; }
}

/// <summary>Where a training is and its metrics so far, between two steps.</summary>
/// <param name="Epoch">The epoch in progress, 1 for the first.</param>
/// <param name="Step">Its steps that are done.</param>
/// <param name="Seen">Sums over the epoch so far.</param>
/// <param name="Curve">The epoch's curve so far.</param>
/// <param name="CurveSeen">The sums at the curve's last point.</param>
/// <param name="CurveStep">The step of the curve's last point.</param>
/// <param name="TrainDuration">The time of the epoch's training part so far.</param>
/// <param name="Duration">The time of the whole training so far.</param>
/// <param name="Epochs">The epochs that are done.</param>
/// <param name="BestEpoch">The epoch of the kept state; 0 where there is none yet.</param>
/// <param name="BestLoss">Its validation loss.</param>
/// <param name="MicroBatchSize">The images that the device's memory had room for at once, where that is less than a batch.</param>
/// <param name="Format">How maps lie in memory; null from versions in which all were contiguous.</param>
internal sealed record TrainingPosition(
    int Epoch,
    int Step,
    RunningMetrics Seen,
    IReadOnlyList<CurvePoint> Curve,
    RunningMetrics CurveSeen,
    int CurveStep,
    [property: JsonPropertyName("TrainSeconds"), JsonConverter(typeof(SecondsConverter))] TimeSpan TrainDuration,
    [property: JsonPropertyName("Seconds"), JsonConverter(typeof(SecondsConverter))] TimeSpan Duration,
    IReadOnlyList<EpochResult> Epochs,
    int BestEpoch,
    double BestLoss,
    [property: JsonPropertyName("PartSize")] int? MicroBatchSize,
    MemoryFormat? Format)
{
    /// <summary>Whether a training can be there.</summary>
    [JsonIgnore]
    public bool IsPossible =>
        Epoch >= 1 && Step >= 0 && CurveStep >= 0 && CurveStep <= Step && Epochs.Count < Epoch
        && BestEpoch >= 0 && BestEpoch <= Epochs.Count && MicroBatchSize is null or >= 1;
}
