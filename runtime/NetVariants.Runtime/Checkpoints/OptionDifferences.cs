using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using NetVariants.Training;

namespace NetVariants.Checkpoints;

/// <summary>Which options a training may go on with.</summary>
internal static class OptionDifferences
{
    // They change where and how fast it runs, or when it ends, and no number before.
    private static readonly string[] s_free =
    [
        nameof(TrainerOptions.Device), nameof(TrainerOptions.Threads), nameof(TrainerOptions.Workers), nameof(TrainerOptions.PrefetchBatches),
        nameof(TrainerOptions.EvaluationBatchSize), nameof(TrainerOptions.MaxTime), nameof(TrainerOptions.Patience), nameof(TrainerOptions.MicroBatchSize),
    ];

    /// <summary>The options that differ and may not, as <c>BatchSize was 64 and is 32</c>.</summary>
    public static IEnumerable<string> Between(TrainerOptions saved, TrainerOptions present) =>
        typeof(TrainerOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !s_free.Contains(property.Name, StringComparer.Ordinal) && !(property.Name == nameof(TrainerOptions.Epochs) && CanBeLonger(saved)))
            .Select(property => (property.Name, Saved: property.GetValue(saved), Present: property.GetValue(present)))
            .Where(option => !Equals(option.Saved, option.Present))
            .Select(option => string.Create(CultureInfo.InvariantCulture, $"{option.Name} was {option.Saved ?? "not set"} and is {option.Present ?? "not set"}"));

    /// <summary>Whether the rate of a step does not depend on how many will follow.</summary>
    private static bool CanBeLonger(TrainerOptions options) =>
        options.Schedule is not (LearningRateSchedule.WarmupCosine or LearningRateSchedule.OneCycle);
}
