using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace NetVariants.Training;

/// <summary>Which options a training may resume with.</summary>
internal static class OptionDifferences
{
    // They change where and how fast it runs, and no number.
    private static readonly string[] s_speed =
    [
        nameof(TrainerOptions.Device), nameof(TrainerOptions.Threads), nameof(TrainerOptions.Workers),
        nameof(TrainerOptions.PrefetchBatches), nameof(TrainerOptions.EvaluationBatchSize), nameof(TrainerOptions.KeepFreedMemory),
        nameof(TrainerOptions.KeepLargeBlocks), nameof(TrainerOptions.Recompute),
    ];

    // They change when it ends, or what it needs to continue, and no number before.
    private static readonly string[] s_end =
    [
        nameof(TrainerOptions.MaxTime), nameof(TrainerOptions.Patience), nameof(TrainerOptions.MicroBatchSize)
    ];

    /// <summary>The options that differ and may not, as <c>BatchSize was 64 and is 32</c>.</summary>
    /// <param name="saved">Those that it began with.</param>
    /// <param name="present">Those that it is to resume with.</param>
    /// <param name="isFinished">Whether it has come to its end: then what decided the end may not differ either.</param>
    public static IEnumerable<string> Between(TrainerOptions saved, TrainerOptions present, bool isFinished = false) =>
        typeof(TrainerOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !s_speed.Contains(property.Name, StringComparer.Ordinal) && (isFinished || !MayChange(property.Name, saved)))
            // Auto keeps what the training began with.
            .Where(property => property.Name != nameof(TrainerOptions.MemoryFormat) || present.MemoryFormat != MemoryFormat.Auto)
            .Select(property => (property.Name, Saved: property.GetValue(saved), Present: property.GetValue(present)))
            .Where(option => !Equals(option.Saved, option.Present))
            .Select(
                option => string.Create(
                    CultureInfo.InvariantCulture, $"{option.Name} was {option.Saved ?? "not set"} and is {option.Present ?? "not set"}"));

    private static bool MayChange(string name, TrainerOptions saved) =>
        s_end.Contains(name, StringComparer.Ordinal) || (name == nameof(TrainerOptions.Epochs) && CanBeLonger(saved));

    /// <summary>Whether the rate of a step does not depend on how many will follow.</summary>
    private static bool CanBeLonger(TrainerOptions options) =>
        options.Schedule is not (LearningRateSchedule.WarmupCosine or LearningRateSchedule.OneCycle);
}
