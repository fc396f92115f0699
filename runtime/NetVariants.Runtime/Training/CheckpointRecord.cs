using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Tasks;
using static TorchSharp.torch;

namespace NetVariants.Training;

/// <summary>What a checkpoint says besides its tensors.</summary>
internal sealed record CheckpointRecord
{
    /// <summary>Another number is another form of this record.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions s_json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
    };

    public required int Format { get; init; }

    /// <summary>The network's class.</summary>
    public required string Network { get; init; }

    public string? Declaration { get; init; }

    public required TrainerOptions Options { get; init; }

    public required DataFingerprint Data { get; init; }

    /// <summary>Libraries and machine, for the reader; they may differ when the training resumes.</summary>
    public required RunEnvironment Environment { get; init; }

    public required TrainingPosition Position { get; init; }

    /// <summary>The record as <see cref="CheckpointFile"/> takes it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>Reads a checkpoint; its tensors belong to the current dispose scope.</summary>
    /// <exception cref="DamagedCheckpointException">It is damaged or no checkpoint.</exception>
    public static (CheckpointRecord Record, IReadOnlyList<(string Name, Tensor Tensor)> Tensors) Read(string path)
    {
        var (json, tensors) = CheckpointFile.Read(path);
        return (Parse(path, json), tensors);
    }

    /// <summary>Checks a checkpoint as a whole, without keeping its tensors.</summary>
    /// <exception cref="DamagedCheckpointException">It is damaged or no checkpoint.</exception>
    public static void Check(string path) => Parse(path, CheckpointFile.Check(path));

    private static CheckpointRecord Parse(string path, string json)
    {
        try
        {
            var record = JsonSerializer.Deserialize<CheckpointRecord>(json, s_json) ?? throw new JsonException("There is no record.");
            if (record.Format != CurrentFormat)
            {
                throw new DamagedCheckpointException(
                    path, $"it has the format {record.Format}, and this version reads {CurrentFormat}");
            }

            return record.Position.IsPossible
                ? record
                : throw new DamagedCheckpointException(path, "no training is at the place that it names");
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new DamagedCheckpointException(path, error.Message, inner: error);
        }
    }

    /// <summary>Reads what a checkpoint says besides its tensors, unproven; null where it is damaged or not a checkpoint.</summary>
    public static CheckpointRecord? Find(string path)
    {
        try
        {
            return CheckpointFile.ReadRecord(path) is { } json ? JsonSerializer.Deserialize<CheckpointRecord>(json, s_json) : null;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return null;
        }
    }
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
/// <param name="Format">How maps lie in memory; versions in which all were contiguous did not write it.</param>
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
    MemoryFormat Format = MemoryFormat.Contiguous)
{
    /// <summary>Whether a training can be there.</summary>
    [JsonIgnore]
    public bool IsPossible =>
        Epoch >= 1 && Step >= 0 && CurveStep >= 0 && CurveStep <= Step && Epochs.Count < Epoch
        && BestEpoch >= 0 && BestEpoch <= Epochs.Count && MicroBatchSize is null or >= 1;
}
