using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Experiments;
using NetVariants.Training;
using NetVariants.Training.Tasks;
using static System.FormattableString;

namespace NetVariants.Reports;

/// <summary>Which network is best, and whether the seeds let one say so.</summary>
public static class ResultSummary
{
    private const int HardestClasses = 3;

    /// <summary>Sentences for people; for a debug run, that it ranks nothing. Empty where no network was tested.</summary>
    public static string Describe(ComparisonResult result)
    {
        switch (result.Options.DebugRun)
        {
            case DebugRun.FastDevRun:
                return "Debug run: two batches of each phase. Its accuracies say nothing about the networks.";
            case DebugRun.OverfitBatch:
                return "One batch for training, validation and test: the accuracies show whether a network can memorize it, and "
                    + "rank nothing.";
        }

        if (result.Best is not { TestAccuracy: { } best, Training.Test.Metrics: { } test } first)
            return "";
        var over = best.Std is { } deviation ? $" (± {Format.Accuracy(deviation)} over {best.Count} seeds)" : "";
        var seconds = first.Seconds!.Mean.ToString(first.Seconds.Mean < 10 ? "F1" : "F0", CultureInfo.InvariantCulture);
        var summary = (result.Candidates.Count > 1 ? "Best: " : "")
            + $"{first.Info.Name} classifies {Format.Accuracy(best.Mean)}{over} of the {Format.Grouped(test.Images)} test images "
            + $"correctly, with {Format.Grouped(first.Info.ParameterCount)} parameters, after {seconds} s of training and inference.";
        var second = result.Candidates
            .Where(candidate => candidate != first && candidate.TestAccuracy is not null)
            .MaxBy(candidate => candidate.TestAccuracy!.Mean);
        if (second?.TestAccuracy is not { Std: not null } next || best.Std is null)
            return summary;

        // Welch's standard error of the difference of two means.
        var error = Math.Sqrt((best.Std.Value * best.Std.Value / best.Count) + (next.Std.Value * next.Std.Value / next.Count));
        var lead = best.Mean - next.Mean;
        return summary + $" Its lead over {second.Info.Name}, {Format.Accuracy(lead)}, is " + (lead > 2 * error
            ? $"more than twice the standard error of {Format.Accuracy(error)}."
            : $"within the noise of the seeds (standard error {Format.Accuracy(error)}).");
    }

    /// <summary>A sentence for each training that ended before its last epoch, with the reason.</summary>
    public static IEnumerable<string> EarlyEnds(ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
            from candidate in result.Candidates
            from seed in candidate.Seeds
            where seed.Training is { Stop: not StopReason.Completed }
            let training = seed.Training!
            let name = candidate.Seeds.Count > 1 ? Invariant($"{candidate.Info.Name} (seed {seed.Seed})") : candidate.Info.Name
            let reason = training.Stop == StopReason.TimeOver
                ? Invariant($"the time limit of {result.Options.MaxTime?.TotalMinutes:0.###} minutes was over")
                : Invariant($"the validation loss had not improved for {result.Options.Patience} epochs")
            select Invariant($"{name} ended after {training.Epochs.Count} of {result.Options.Epochs} epochs: {reason}.");
    }

    /// <summary>What a network finds hard, in sentences; the report has every class.</summary>
    public static string HardClasses(Evaluation test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var classes = test.Scores.Where(score => score.Images > 0).OrderBy(score => score.F1).Take(HardestClasses)
            .Select(score => Invariant($"{score.Name} (precision {score.Precision:F3}, recall {score.Recall:F3})"));
        var guesses = test.HasTopK ? $"Among its first {test.TopK} guesses: {Format.Accuracy(test.TopKAccuracy)}. " : "";
        return $"{guesses}Hardest classes: {string.Join("; ", classes)}.";
    }
}
