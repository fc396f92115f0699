using System;
using System.Linq;
using NetVariants.Experiments;
using NetVariants.Training;
using static System.FormattableString;

namespace NetVariants.Reports;

/// <summary>Which network is best, and whether the seeds let one say so.</summary>
public static class ResultSummary
{
    /// <summary>Sentences for people; for a debug run, that it ranks nothing. Empty where no network was tested.</summary>
    public static string Describe(ComparisonResult result)
    {
        switch (result.Options.DebugRun)
        {
            case DebugRun.FastDevRun:
                return "Debug run: two batches of each phase. Its accuracies say nothing about the networks.";
            case DebugRun.OverfitBatch:
                return "One batch for training, validation and test: the accuracies show whether a network can learn it by heart, and "
                    + "rank nothing.";
        }

        if (result.Best is not { TestAccuracy: { } best, Training.Test.Metrics: { } test } first)
            return "";
        var over = best.Std is { } deviation ? Invariant($" (± {deviation:P2} over {best.Count} seeds)") : "";
        var summary = Invariant($"Best: {first.Info.Name} classifies {best.Mean:P2}{over} of the {test.Images:N0} test images correctly, ")
            + Invariant($"with {first.Info.ParameterCount:N0} parameters, after {first.Seconds!.Mean:F0} s of training and inference.");
        var second = result.Candidates
            .Where(candidate => candidate != first && candidate.TestAccuracy is not null)
            .MaxBy(candidate => candidate.TestAccuracy!.Mean);
        if (second?.TestAccuracy is not { Std: not null } next || best.Std is null)
            return summary;

        // Welch's standard error of the difference of two means.
        var error = Math.Sqrt((best.Std.Value * best.Std.Value / best.Count) + (next.Std.Value * next.Std.Value / next.Count));
        var lead = best.Mean - next.Mean;
        return summary + (lead > 2 * error
            ? Invariant($" Its lead over {second.Info.Name}, {lead:P2}, is more than twice the standard error of {error:P2}.")
            : Invariant($" Its lead over {second.Info.Name}, {lead:P2}, is within the noise of the seeds (standard error {error:P2})."));
    }
}
