using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using NetVariants.Training.Tasks;

namespace NetVariants.Training;

/// <summary>Metrics and timings of one epoch.</summary>
/// <param name="Epoch">1 for the first.</param>
/// <param name="Train">Over the epoch's training batches, each measured before its step, in training mode.</param>
/// <param name="Validation">Over the validation images after the epoch, in evaluation mode.</param>
/// <param name="Curve">The training metrics in the course of the epoch.</param>
/// <param name="TrainDuration">The time of the training part.</param>
/// <param name="ValidationDuration">The time of the validation part.</param>
/// <param name="IsBest">Whether the state after this epoch has the lowest validation loss so far.</param>
/// <param name="LearningRate">The rate of the epoch's last step.</param>
/// <param name="StepTimes">Where the training time went; null where it was not taken.</param>
/// <param name="ResidentMib">The process's memory in RAM at the epoch's end, in MiB.</param>
public sealed record EpochResult(
    int Epoch,
    Metrics Train,
    Metrics Validation,
    IReadOnlyList<CurvePoint> Curve,
    [property: JsonPropertyName("TrainSeconds"), JsonConverter(typeof(SecondsConverter))] TimeSpan TrainDuration,
    [property: JsonPropertyName("ValidationSeconds"), JsonConverter(typeof(SecondsConverter))] TimeSpan ValidationDuration,
    bool IsBest,
    double LearningRate = 0,
    [property: JsonPropertyName("Stages")] StepTimes? StepTimes = null,
    long ResidentMib = 0);

/// <summary>The training metrics over a stretch of an epoch.</summary>
/// <param name="Epochs">The stretch's middle, in epochs since the start: 1.25 is a quarter into the second epoch.</param>
/// <param name="Metrics">Over the stretch alone.</param>
public sealed record CurvePoint(double Epochs, Metrics Metrics);
