using System;
using System.Globalization;
using System.Linq;
using System.Text;
using NetVariants.Training.Tasks;
using static System.FormattableString;
using static System.Net.WebUtility;

namespace NetVariants.Reports;

/// <summary>Which classes are taken for which, as a picture: a row for each class, shaded by the share of its images.</summary>
internal static class ConfusionMatrix
{
    /// <summary>The most classes whose names and counts can be read in a matrix.</summary>
    public const int MaxReadableClasses = 24;

    private const int Cell = 34;
    private const int Side = 768;
    private const int Names = 168;
    private const int Head = 44;
    private const int Margin = 8;

    private const string Style = "  .count { text-anchor: middle; } .row { text-anchor: end; }";

    /// <summary>Draws the matrix.</summary>
    public static SvgImage Draw(string title, Evaluation evaluation)
    {
        var classes = evaluation.Classes.Count;
        var isNamed = classes <= MaxReadableClasses;
        var cell = isNamed ? Cell : Math.Max(2, Side / classes);
        var (left, top) = isNamed ? (Names, Head + Names) : (Margin, Head);
        var elements = new StringBuilder();
        elements.Append(Invariant($"<text class=\"title\" x=\"{Margin}\" y=\"28\">{HtmlEncode(title)}</text>\n"));
        for (var i = 0; isNamed && i < classes; i++)
            AppendNames(elements, evaluation.Classes[i], left, top, i);
        for (var i = 0; i < classes; i++)
        {
            var images = evaluation.Confusion[i].Sum();
            for (var j = 0; j < classes; j++)
            {
                if (evaluation.Confusion[i][j] is > 0 and var count)
                    AppendCell(elements, left + (j * cell), top + (i * cell), cell, i == j, count, (double)count / images, isNamed);
            }
        }

        return SvgImage.Create(left + (classes * cell) + Margin, top + (classes * cell) + Margin, Style, elements);
    }

    private static void AppendNames(StringBuilder elements, string name, int left, int top, int index)
    {
        var middle = (index * Cell) + (Cell / 2);
        var encoded = HtmlEncode(PredictionGrid.Shortened(name));
        elements.Append(Invariant($"<text class=\"row\" x=\"{left - Margin}\" y=\"{top + middle + 4}\">{encoded}</text>\n"));
        var (x, y) = (left + middle + 4, top - Margin);
        elements.Append(Invariant($"<text x=\"{x}\" y=\"{y}\" transform=\"rotate(-90 {x} {y})\">{encoded}</text>\n"));
    }

    private static void AppendCell(
        StringBuilder elements, int x, int y, int side, bool isRight, long count, double share, bool isCounted)
    {
        elements.Append(
            Invariant($"<rect class=\"{(isRight ? "right" : "wrong")}\" x=\"{x}\" y=\"{y}\" width=\"{side}\" height=\"{side}\" "));
        elements.Append(CultureInfo.InvariantCulture, $"fill-opacity=\"{share:F3}\"/>\n");
        if (isCounted)
            elements.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"count\" x=\"{x + (side / 2)}\" y=\"{y + (side / 2) + 4}\">{count}</text>\n");
    }
}
