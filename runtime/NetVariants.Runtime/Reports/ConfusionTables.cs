using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetVariants.Core.Graph;
using NetVariants.Experiments;
using NetVariants.Training.Tasks;
using static System.FormattableString;
using static System.Net.WebUtility;

namespace NetVariants.Reports;

/// <summary>The report's account of which classes are taken for which: a heat map, and each class's precision and recall.</summary>
internal static class ConfusionTables
{
    private const int Worst = 20;

    public static void Append(StringBuilder page, ComparisonResult result)
    {
        CandidateResult[] tested = [.. result.Candidates.Where(candidate => candidate.Training?.Test is not null)];
        if (tested.Length == 0)
            return;
        page.Append(
            "<h2>Classes</h2>\n<p class=\"soft\">What the test images of each class (row) were taken for (column); the diagonal is "
                + "right.</p>\n");
        foreach (var candidate in tested)
        {
            var test = candidate.Training!.Test!;
            page.Append(candidate == result.Best ? "<details open=\"open\">" : "<details>");
            page.Append(Invariant($"<summary>{HtmlEncode(candidate.Info.Name)}: {Format.Accuracy(test.Metrics.Accuracy)}"));
            if (test.HasTopK)
                page.Append(Invariant($", {Format.Accuracy(test.TopKAccuracy)} among the first {test.TopK} guesses"));
            page.Append(SeedOf(candidate)).Append("</summary>\n<div class=\"scroll\">");
            // A larger matrix cannot be read: the most frequent confusions are listed instead.
            if (test.Classes.Count <= ConfusionMatrix.MaxReadableClasses)
                AppendMatrix(page, test);
            else
                AppendWorst(page, test);
            page.Append("</div></details>\n");
        }
    }

    private static string SeedOf(CandidateResult candidate) =>
        candidate.Seeds.Count > 1 ? Invariant($" (seed {candidate.TrainedSeeds[0]})") : "";

    private static void AppendMatrix(StringBuilder page, Evaluation test)
    {
        page.Append("<table class=\"confusion\">\n<thead><tr><th></th>");
        foreach (var name in test.Classes)
            page.Append(Invariant($"<th class=\"upright\"><span>{HtmlEncode(name)}</span></th>"));
        page.Append(
            "<th class=\"number\">Precision</th><th class=\"number\">Recall</th><th class=\"number\">F1</th></tr></thead>\n<tbody>\n");
        var scores = test.Scores;
        for (var i = 0; i < test.Classes.Count; i++)
        {
            page.Append(Invariant($"<tr><th>{HtmlEncode(test.Classes[i])}</th>"));
            for (var j = 0; j < test.Classes.Count; j++)
            {
                var count = test.Confusion[i][j];
                var share = scores[i].Images == 0 ? 0 : (double)count / scores[i].Images;
                page.Append(
                    Invariant(
                        $"<td class=\"{(i == j
                            ? "hit"
                            : "miss")}\" style=\"--share: {share:F3}\">{(count == 0 ? "" : Invariant($"{count}"))}</td>"));
            }

            page.Append(Invariant($"<td class=\"number\">{scores[i].Precision:F3}</td><td class=\"number\">{scores[i].Recall:F3}</td>"));
            page.Append(Invariant($"<td class=\"number\">{scores[i].F1:F3}</td></tr>\n"));
        }

        page.Append("</tbody>\n</table>");
    }

    private static void AppendWorst(StringBuilder page, Evaluation test)
    {
        page.Append("<table>\n<thead><tr><th>Images of</th><th>taken for</th><th class=\"number\">Images</th></tr></thead>\n<tbody>\n");
        var pairs = from i in Enumerable.Range(0, test.Classes.Count)
                    from j in Enumerable.Range(0, test.Classes.Count)
                    where i != j && test.Confusion[i][j] > 0
                    orderby test.Confusion[i][j] descending
                    select (From: test.Classes[i], To: test.Classes[j], Count: test.Confusion[i][j]);
        foreach (var (from, to, count) in pairs.Take(Worst))
            page.Append(Invariant($"<tr><td>{HtmlEncode(from)}</td><td>{HtmlEncode(to)}</td><td class=\"number\">{count}</td></tr>\n"));
        page.Append("</tbody>\n</table>");
    }
}
