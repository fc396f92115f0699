using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using NetVariants.Experiments;
using NetVariants.Files;
using static System.FormattableString;
using static System.Net.WebUtility;

namespace NetVariants.Reports;

/// <summary>
/// A comparison as one web page that needs no other file: no scripts, no fonts, no network. The table, the curves of loss and accuracy,
/// the declarations, and how, where and when it ran.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes <paramref name="path"/> atomically.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ComparisonResult result) => AtomicFile.WriteText(path, Render(result));

    internal static string Render(ComparisonResult result)
    {
        var page = new StringBuilder();
        var title = result.Candidates is [var one]
            ? $"{result.Data.Name}: {one.Info.Name}"
            : $"{result.Data.Name}: {result.Candidates.Count} networks compared";
        page.Append(
            Invariant($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n<title>{HtmlEncode(title)}</title>\n"));
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n");
        page.Append("<style>\n").Append(StyleSheet()).Append("</style>\n</head>\n<body>\n");
        page.Append(Invariant($"<h1>{HtmlEncode(title)}</h1>\n"));
        AppendSummary(page, result);
        ResultTables.AppendComparison(page, result);
        AppendCurves(page, "Loss", "Cross-entropy, lower is better", result, ChartSeries.Loss);
        AppendCurves(page, "Accuracy", "Share of images classified correctly, higher is better", result, ChartSeries.Accuracy);
        ResultTables.AppendEpochs(page, result);
        ConfusionTables.Append(page, result);
        AppendDeclarations(page, result);
        ConditionTables.Append(page, result);
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void AppendSummary(StringBuilder page, ComparisonResult result)
    {
        if (ResultSummary.Describe(result) is { Length: > 0 } summary)
            page.Append(Invariant($"<p>{HtmlEncode(summary)}</p>\n"));
        foreach (var end in ResultSummary.EarlyEnds(result))
            page.Append(Invariant($"<p>{HtmlEncode(end)}</p>\n"));
        if (result.Cancelled)
            page.Append("<p>Interrupted before all was trained.</p>\n");
    }

    /// <summary>
    /// A panel for each family, so that a variant stands next to the baseline that it was made from; all with the same axes.
    /// </summary>
    private static void AppendCurves(
        StringBuilder page, string title, string meaning, ComparisonResult result, System.Func<CandidateResult, int, ChartSeries> seriesOf)
    {
        (string Family, ChartSeries Series)[] all =
        [
            .. result.Candidates.Select((candidate, style) => (candidate, style))
                .Where(pair => pair.candidate.Training is not null)
                .Select(pair => (pair.candidate.Info.Family, seriesOf(pair.candidate, pair.style))),
        ];
        if (all.Length == 0)
            return;
        page.Append(Invariant($"<h2>{title}</h2>\n<p class=\"soft\">{meaning}. {Legend(result)}</p>\n"));
        page.Append("<div class=\"panels\">\n");
        var chart = new LineChart([.. all.Select(pair => pair.Series)]);
        foreach (var (panel, family) in all.GroupBy(pair => pair.Family, pair => pair.Series).Index())
        {
            page.Append(Invariant($"<figure><figcaption>{HtmlEncode(family.Key)}</figcaption>\n"));
            page.Append(
                chart.Draw(Invariant($"{title.ToLowerInvariant()}-{panel}"), $"{title} of {family.Key} networks by epoch", [.. family]));
            page.Append("</figure>\n");
        }

        page.Append("</div>\n");
    }

    private static string Legend(ComparisonResult result) => result.Candidates.Any(candidate => candidate.Trainings.Count > 1)
        ? "Thin: training; bold: validation; both the mean over the seeds, the band one standard deviation to each side."
        : "Thin: training; bold: validation; ringed: the state that was kept and tested.";

    private static void AppendDeclarations(StringBuilder page, ComparisonResult result)
    {
        var declarations = result.Candidates.Select(
            candidate => HtmlEncode($"[{candidate.Info.Declaration}]{(candidate.Info.DiffFromBase() is { } made ? $"\n// {made}" : "")}"));
        page.Append(Invariant($"<h2>Declarations</h2>\n<pre>{string.Join('\n', declarations)}</pre>\n"));
    }

    /// <summary>The page's styles.</summary>
    internal static string StyleSheet()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("NetVariants.Reports.report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
