using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetVariants.Experiments;
using NetVariants.Training;
using static System.FormattableString;
using static System.Net.WebUtility;

namespace NetVariants.Reports;

/// <summary>The report's tables of results.</summary>
internal static class ResultTables
{
    /// <summary>The article's table, one body for each run of networks of a family.</summary>
    public static void AppendComparison(StringBuilder page, ComparisonResult result)
    {
        page.Append("<div class=\"scroll\"><table>\n<thead><tr>");
        var columns = ResultColumns.Create(result);
        foreach (var column in columns)
            page.Append(Invariant($"<th{Class(column)}>{column.Header}</th>"));
        page.Append("</tr></thead>\n");
        string? family = null;
        foreach (var (style, candidate) in result.Candidates.Index())
        {
            if (candidate.Info.Family != family)
                page.Append(family is null ? "<tbody class=\"family\">\n" : "</tbody>\n<tbody class=\"family\">\n");
            family = candidate.Info.Family;
            AppendRow(page, columns, candidate, style, isBest: candidate == result.Best);
        }

        page.Append(family is null ? "</table></div>\n" : "</tbody>\n</table></div>\n");
    }

    /// <summary>Loss and accuracy of every epoch and phase, folded away: the curves' numbers.</summary>
    public static void AppendEpochs(StringBuilder page, ComparisonResult result)
    {
        page.Append("<details><summary>Every epoch in numbers</summary>\n<div class=\"scroll\"><table>\n<thead><tr><th>Network</th>");
        var hasSeeds = result.Candidates.Any(candidate => candidate.Seeds.Count > 1);
        if (hasSeeds)
            page.Append("<th class=\"number\">Seed</th>");
        foreach (var header in new[]
        {
            "Epoch",
            "Training loss",
            "Training accuracy",
            "Validation loss",
            "Validation accuracy",
            "Training (s)",
            "Validation (s)",
            "Kept",
        })
            page.Append(Invariant($"<th class=\"number\">{header}</th>"));
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var candidate in result.Candidates)
        {
            var seeds = candidate.TrainedSeeds;
            foreach (var (training, epoch, i) in candidate.Trainings.SelectMany(
                (training, i) => training.Epochs.Select(epoch => (training, epoch, i))))
            {
                page.Append(Invariant($"<tr><td>{HtmlEncode(candidate.Info.Name)}</td>"));
                if (hasSeeds)
                    page.Append(Number($"{seeds[i]}"));
                page.Append(Number($"{epoch.Epoch}"));
                page.Append(Number($"{epoch.Train.Loss:F4}")).Append(Number($"{epoch.Train.Accuracy:F4}"));
                page.Append(Number($"{epoch.Validation.Loss:F4}")).Append(Number($"{epoch.Validation.Accuracy:F4}"));
                page.Append(Number($"{epoch.TrainDuration.TotalSeconds:F1}")).Append(Number($"{epoch.ValidationDuration.TotalSeconds:F1}"));
                page.Append(Number($"{(epoch.Epoch == training.BestEpoch ? "yes" : "")}")).Append("</tr>\n");
            }
        }

        page.Append("</tbody>\n</table></div></details>\n");
    }

    private static void AppendRow(
        StringBuilder page, IReadOnlyList<ResultColumn> columns, CandidateResult candidate, int style, bool isBest)
    {
        page.Append(isBest ? "<tr class=\"best\">" : "<tr>");
        foreach (var (i, column) in columns.Index())
        {
            page.Append(Invariant($"<td{Class(column)}>"));
            if (i == 0)
            {
                page.Append(Invariant($"<svg class=\"key s{ChartStyle.Index(style)}\" viewBox=\"-7 -7 14 14\" aria-hidden=\"true\">"));
                page.Append(Invariant($"<path class=\"marker\" d=\"{ChartStyle.Marker(style)}\"/></svg>"));
            }

            page.Append(HtmlEncode(column.Text(candidate))).Append("</td>");
        }

        page.Append("</tr>\n");
        if (candidate.Failure is not { } failure)
            return;
        page.Append(Invariant($"<tr><td class=\"failure\" colspan=\"{columns.Count}\">"));
        page.Append(Invariant($"{HtmlEncode(candidate.Info.Name)} failed: {HtmlEncode(failure)}</td></tr>\n"));
    }

    private static string Class(ResultColumn column) => column.IsNumber ? " class=\"number\"" : "";

    private static string Number(System.FormattableString text) => $"<td class=\"number\">{Invariant(text)}</td>";
}
