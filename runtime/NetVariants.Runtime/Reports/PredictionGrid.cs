using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NetVariants.Core.Graph;
using NetVariants.Files;
using static System.FormattableString;
using static System.Net.WebUtility;

namespace NetVariants.Reports;

/// <summary>
/// Images in rows, each above what a network took it for and how sure it was; where it is wrong, with what the image shows. One SVG
/// file that needs no other file.
/// </summary>
public static class PredictionGrid
{
    private const int Columns = 6;
    private const int Cell = 168;
    private const int Side = 152;
    private const int Margin = (Cell - Side) / 2;
    private const int Caption = 48;
    private const int Head = 44;

    // About what a cell is wide at the caption's size.
    private const int CaptionLetters = 22;

    private const string Style =
        """
          .predicted { font-weight: 600; } .frame { fill: none; stroke-width: 3; }
          .frame.right { stroke: #00785a; } .frame.wrong { stroke: #c2500a; }
        """;

    /// <summary>Writes <paramref name="path"/> atomically.</summary>
    /// <param name="path">The SVG file.</param>
    /// <param name="title">Stands above the images.</param>
    /// <param name="images">The images, row by row.</param>
    /// <param name="columns">Images in a row.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is below 1.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, string title, IReadOnlyList<ClassifiedImage> images, int columns = Columns) =>
        AtomicFile.WriteText(path, Render(title, images, columns).Text);

    internal static SvgImage Render(string title, IReadOnlyList<ClassifiedImage> images, int columns = Columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var rows = (images.Count + columns - 1) / columns;
        var elements = new StringBuilder();
        var right = images.Count(image => image.IsRight);
        elements.Append(
            Invariant($"<text class=\"title\" x=\"{2 * Margin}\" y=\"28\">{HtmlEncode(title)}: {right} of {images.Count} right</text>\n"));
        foreach (var (i, image) in images.Index())
            AppendCell(elements, image, Margin + (i % columns * Cell), Head + (i / columns * (Cell + Caption)));
        return SvgImage.Create((columns * Cell) + (2 * Margin), Head + (rows * (Cell + Caption)) + Margin, Style, elements);
    }

    private static void AppendCell(StringBuilder svg, ClassifiedImage image, int x, int y)
    {
        var cssClass = image.IsRight ? "right" : "wrong";
        var probability = Format.Share(image.Probability, 1);
        var place = Invariant($"x=\"{x + Margin}\" y=\"{y}\" width=\"{Side}\" height=\"{Side}\"");
        svg.Append(
            Invariant($"<g><title>{HtmlEncode(image.Truth)} taken for {HtmlEncode(image.Predicted)} ({probability})</title>\n"));
        svg.Append(Invariant($"<image {place} href=\"data:image/jpeg;base64,{Convert.ToBase64String(image.Jpeg.Span)}\"/>\n"));
        svg.Append(Invariant($"<rect class=\"frame {cssClass}\" {place}/>\n"));
        svg.Append(
            Invariant(
                $"<text class=\"predicted {cssClass}\" x=\"{x
                    + Margin}\" y=\"{y + Side + 19}\">{HtmlEncode(Shortened(image.Predicted))} {probability}</text>\n"));
        if (!image.IsRight)
            svg.Append(
                Invariant(
                    $"<text class=\"soft\" x=\"{x + Margin}\" y=\"{y + Side + 36}\">is {HtmlEncode(Shortened(image.Truth))}</text>\n"));
        svg.Append("</g>\n");
    }

    /// <summary>A name that fits below an image.</summary>
    internal static string Shortened(string name) =>
        name.Length <= CaptionLetters ? name : string.Concat(name.AsSpan(0, CaptionLetters - 1), "…");
}
