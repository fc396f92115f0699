using System;
using System.Collections.Generic;
using System.Globalization;
using NetVariants.Training;

namespace NetVariants.Reports;

/// <summary>A column of the comparison's table.</summary>
internal sealed record ResultColumn(string Header, bool IsNumber, Func<CandidateResult, string> Text);

/// <summary>The article's table: what a network is, what it costs, how it does. The console and the report both print these columns.</summary>
internal static class ResultColumns
{
    private const string None = "-";

    public static IReadOnlyList<ResultColumn> All { get; } =
    [
        new("Network", false, candidate => candidate.Info.Name),
        new("Layers", true, candidate => Number(candidate.Info.LayerCount, "N0")),
        new("Trainable parameters", true, candidate => Number(candidate.Info.ParameterCount, "N0")),
        new("Param (M)", true, candidate => Number(candidate.Info.ParameterCount / 1e6, "F2")),
        new("State (MiB)", true, candidate => Number(candidate.Info.StateBytes / (double)(1 << 20), "F2")),
        new("Time (s)", true, candidate => candidate.Training is { } training ? Number(training.Seconds, "F1") : None),
        new("Test accuracy", true, Accuracy),
    ];

    private static string Accuracy(CandidateResult candidate) =>
        candidate.Training is null ? "failed"
        : candidate.Training.Test is { } test ? Number(test.Accuracy, "F4")
        : None;

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
