using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Experiments;

namespace NetVariants.Reports;

/// <summary>A column of the comparison's table.</summary>
/// <param name="Header">Its header.</param>
/// <param name="IsNumber">Whether it is aligned to the right.</param>
/// <param name="Text">Its text for a network.</param>
public sealed record ResultColumn(string Header, bool IsNumber, Func<CandidateResult, string> Text);

/// <summary>
/// The article's table: what a network is, what it costs, how it does. The console and the report both print these columns.
/// </summary>
public static class ResultColumns
{
    private const string None = "-";

    private static readonly ResultColumn s_madeFrom = new("Made from", false, MadeFrom);

    private static readonly ResultColumn[] s_columns =
    [
        new("Network", false, candidate => candidate.Info.Name),
        s_madeFrom,
        new("Layers", true, candidate => Number(candidate.Info.LayerCount, "N0")),
        new("Trainable parameters", true, candidate => Number(candidate.Info.ParameterCount, "N0")),
        new("Param (M)", true, candidate => Number(candidate.Info.ParameterCount / 1e6, "F2")),
        new("State (MiB)", true, candidate => Number(Format.Mebibytes(candidate.Info.StateBytes), "F2")),
        new("Time (s)", true, candidate => candidate.Seconds is { } seconds ? Text(seconds, "F1") : None),
        new("Test accuracy", true, Accuracy),
    ];

    /// <summary>The columns of a comparison, from left to right; <c>Made from</c> only where a network has a base.</summary>
    public static IReadOnlyList<ResultColumn> Create(ComparisonResult result) =>
        result.Candidates.Any(candidate => candidate.Info.DiffFromBase() is not null)
            ? s_columns
            : [.. s_columns.Where(column => column != s_madeFrom)];

    /// <summary>The base and what it costs more: <c>resnet18, −52.8 % parameters</c>.</summary>
    private static string MadeFrom(CandidateResult candidate)
    {
        if (candidate.Info.DiffFromBase() is not { } difference)
            return None;
        if (difference.Parameters == 0)
            return $"{difference.BaseName}, as many parameters";
        var size = Math.Abs(difference.Parameters);
        var before = candidate.Info.ParameterCount - difference.Parameters;
        // A share that rounds to nothing says nothing, and the number is small.
        var change = Format.RoundsToZero(size, before) ? Number(size, "N0") : Format.Change(difference.Parameters, before);
        return $"{difference.BaseName}, {(difference.Parameters < 0 ? '−' : '+')}{change} parameters";
    }

    private static string Accuracy(CandidateResult candidate) =>
        candidate.Training is null ? "failed"
        : candidate.TestAccuracy is { } accuracy ? Text(accuracy, "F4")
        : None;

    /// <summary>The mean, and the standard deviation of the sample where there are several seeds.</summary>
    private static string Text(MeanStd value, string format) =>
        value.Std is { } deviation ? $"{Number(value.Mean, format)} ± {Number(deviation, format)}" : Number(value.Mean, format);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
