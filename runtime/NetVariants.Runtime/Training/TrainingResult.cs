using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using NetVariants.Training.Tasks;

namespace NetVariants.Training;

/// <summary>The result of a whole training.</summary>
/// <param name="Epochs">Every epoch, in order.</param>
/// <param name="BestEpoch">The epoch with the lowest validation loss; its state is what the model holds now.</param>
/// <param name="Test">The best state on the test images, if any were given.</param>
/// <param name="Duration">The time from the first batch to the last test image: training and inference, in all runs together.</param>
/// <param name="Device">Where it ran: <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Stop">Why it ended.</param>
public sealed record TrainingResult(
    IReadOnlyList<EpochResult> Epochs,
    int BestEpoch,
    [property: JsonPropertyName("TestDetail")] Evaluation? Test,
    [property: JsonPropertyName("Seconds"), JsonConverter(typeof(SecondsConverter))] TimeSpan Duration,
    string Device,
    StopReason Stop = StopReason.Completed)
{
    /// <summary>How maps lay in memory; null in results of versions that did not choose.</summary>
    public MemoryFormat? MemoryFormat { get; init; }

    /// <summary>Images in a training step; null in results of versions that did not choose.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The epoch whose state was kept.</summary>
    public EpochResult Best => Epochs[BestEpoch - 1];
}

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The validation loss had not improved for <see cref="TrainerOptions.Patience"/> epochs.</summary>
    NoImprovement,

    /// <summary><see cref="TrainerOptions.MaxTime"/> was over.</summary>
    TimeOver,
}
