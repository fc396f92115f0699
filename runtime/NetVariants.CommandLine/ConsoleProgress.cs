using System;
using System.Diagnostics;
using System.Globalization;
using NetVariants.Experiments;
using NetVariants.Training;
using Spectre.Console;

namespace NetVariants.CommandLine;

/// <summary>Shows a running comparison: live bars on a terminal, lines where the output is redirected.</summary>
public static class ConsoleProgress
{
    /// <summary>Runs <paramref name="work"/> and shows what it reports.</summary>
    /// <returns>What <paramref name="work"/> returned.</returns>
    public static T Run<T>(IAnsiConsole console, Func<IProgress<ComparisonProgress>, T> work) =>
        console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi
            ? console.Progress()
                .Columns(
                    new ProgressBarColumn { Width = 16 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
                .Start(context => work(new Bars(context)))
            : work(new Lines(console));

    private static string Describe(ComparisonProgress progress, TrainingProgress training)
    {
        var phase = training.Phase == TrainingPhase.Test
            ? "test"
            : $"epoch {training.Epoch}/{training.Epochs} {training.Phase.ToString().ToLowerInvariant()}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{NameOf(progress),-14} {phase}: loss {training.Metrics.Loss:F4}, accuracy {training.Metrics.Accuracy:F4}, ")
            + string.Create(CultureInfo.InvariantCulture, $"{training.ImagesPerSecond:N0} images/s, {Time(training.Remaining)} left");
    }

    /// <summary>How the network did with the seed that is finished.</summary>
    private static string Describe(ComparisonProgress progress, CandidateResult result) =>
        result.Seeds[^1] is { Training: { } training }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{NameOf(progress),-14} test accuracy {training.Test?.Metrics.Accuracy:F4} in {training.Duration.TotalSeconds:F1} s")
            : $"{NameOf(progress),-14} failed: {result.Seeds[^1].Failure}";

    private static string NameOf(ComparisonProgress progress) =>
        progress.Seeds > 1 ? $"{progress.Info.Name} seed {progress.Seed.ToString(CultureInfo.InvariantCulture)}" : progress.Info.Name;

    private static string Time(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}");

    private sealed class Bars(ProgressContext context) : IProgress<ComparisonProgress>
    {
        private ProgressTask? _task;

        public void Report(ComparisonProgress value)
        {
            if (value is { Training: null, Finished: null } || _task is null)
                _task = context.AddTask(Markup.Escape(NameOf(value)), maxValue: 1);
            if (value.Training is { } training)
            {
                _task.Value = training.Fraction;
                _task.Description = Markup.Escape(Describe(value, training));
            }
            else if (value.Finished is { } finished)
            {
                _task.Value = 1;
                _task.Description = Markup.Escape(Describe(value, finished));
            }
        }
    }

    private sealed class Lines(IAnsiConsole console) : IProgress<ComparisonProgress>
    {
        // Soon after a network begins, that it does; then from time to time.
        private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);
        private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);
        private TimeSpan _next = s_first;
        private long _last = Stopwatch.GetTimestamp();

        public void Report(ComparisonProgress value)
        {
            var line = value switch
            {
                { Finished: { } finished } => Describe(value, finished),
                { Training: { } training } when training.PhaseEnded || Stopwatch.GetElapsedTime(_last) >= _next =>
                    Describe(value, training),
                { Training: null } => $"{NameOf(value)}: network {value.Number} of {value.Count}, batches of {value.BatchSize}",
                _ => null,
            };
            if (line is null)
                return;
            (_last, _next) = (Stopwatch.GetTimestamp(), value.Training is null ? s_first : s_interval);
            // Not console.WriteLine: that would fold the line at the width of a terminal that is not there.
            console.Profile.Out.Writer.WriteLine(line);
        }
    }
}
