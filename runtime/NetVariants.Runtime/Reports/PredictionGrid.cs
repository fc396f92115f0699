using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NetVariants.Files;
using static System.FormattableString;
using static System.Net.WebUtility;

namespace NetVariants.Reports;

/// <summary>
/// Pictures in rows, each above what a network took it for and how sure it was; where it is wrong, with what the picture shows. One SVG
/// file that needs nothing beside it.
/// </summary>
public static class PredictionGrid
{
    private const int Cell = 168;
    private const int Picture = 152;
    private const int Margin = (Cell - Picture) / 2;
    private const int Caption = 48;
    private const int Head = 44;

    // About what a cell is wide at the caption's size.
    private const int CaptionLetters = 22;

    /// <summary>Writes <paramref name="path"/> atomically.</summary>
    /// <param name="path">The SVG file.</param>
    /// <param name="title">Stands above the pictures.</param>
    /// <param name="images">The pictures, row by row.</param>
    /// <param name="columns">Pictures in a row.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is below 1.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, string title, IReadOnlyList<ClassifiedImage> images, int columns = 6) =>
        AtomicFile.WriteText(path, Render(title, images, columns));

    internal static string Render(string title, IReadOnlyList<ClassifiedImage> images, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var rows = (images.Count + columns - 1) / columns;
        var (width, height) = ((columns * Cell) + (2 * Margin), Head + (rows * (Cell + Caption)) + Margin);
        var svg = new StringBuilder();
        svg.Append(
            Invariant(
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n"));
        svg.Append("""
            <style>
              svg { color-scheme: light dark; font: 13px system-ui, sans-serif; background: #fcfcfb; }
              text { fill: #1c2024; } .right { fill: #00785a; } .wrong { fill: #c2500a; } .soft { fill: #5b646e; }
              .title { font-size: 18px; font-weight: 650; } .predicted { font-weight: 600; } .frame { fill: none; stroke-width: 3; }
              .frame.right { stroke: #00785a; fill: none; } .frame.wrong { stroke: #c2500a; fill: none; }
              @media (prefers-color-scheme: dark) {
                svg { background: #14171a; } text { fill: #e8eaed; }
                .right { fill: #3ccfa3; } .wrong { fill: #f28c48; } .soft { fill: #a2abb5; }
              }
            </style>

            """.ReplaceLineEndings("\n"));
        var right = images.Count(image => image.IsRight);
        svg.Append(
            Invariant($"<text class=\"title\" x=\"{2 * Margin}\" y=\"28\">{HtmlEncode(title)}: {right} of {images.Count} right</text>\n"));
        foreach (var (i, image) in images.Index())
            AppendCell(svg, image, Margin + (i % columns * Cell), Head + (i / columns * (Cell + Caption)));
        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendCell(StringBuilder svg, ClassifiedImage image, int x, int y)
    {
        var verdict = image.IsRight ? "right" : "wrong";
        var place = Invariant($"x=\"{x + Margin}\" y=\"{y}\" width=\"{Picture}\" height=\"{Picture}\"");
        svg.Append(
            Invariant($"<g><title>{HtmlEncode(image.Truth)} taken for {HtmlEncode(image.Predicted)} ({image.Probability:P1})</title>\n"));
        svg.Append(Invariant($"<image {place} href=\"data:image/jpeg;base64,{Convert.ToBase64String(image.Jpeg.Span)}\"/>\n"));
        svg.Append(Invariant($"<rect class=\"frame {verdict}\" {place}/>\n"));
        svg.Append(
            Invariant(
                $"<text class=\"predicted {verdict}\" x=\"{x
                    + Margin}\" y=\"{y + Picture + 19}\">{HtmlEncode(Shortened(image.Predicted))} {image.Probability:P0}</text>\n"));
        if (!image.IsRight)
            svg.Append(
                Invariant(
                    $"<text class=\"soft\" x=\"{x + Margin}\" y=\"{y + Picture + 36}\">is {HtmlEncode(Shortened(image.Truth))}</text>\n"));
        svg.Append("</g>\n");
    }

    private static string Shortened(string name) =>
        name.Length <= CaptionLetters ? name : string.Concat(name.AsSpan(0, CaptionLetters - 1), "…");
}
