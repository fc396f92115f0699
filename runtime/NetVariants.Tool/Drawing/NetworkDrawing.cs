using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetVariants.Core.Analysis;
using NetVariants.Core.Emission;
using NetVariants.Core.Graph;
using NetVariants.Reports;
using static System.FormattableString;
using static System.Net.WebUtility;

namespace NetVariants.Tool.Drawing;

/// <summary>
/// A network from the image to the classes, a row for each stage: its map, whose width is the side and whose height the channels, both on
/// a logarithmic scale; its layers, its result and its share of the parameters.
/// </summary>
internal static class NetworkDrawing
{
    // In pixels.
    private const int Width = 1000;
    private const int Margin = 24;
    private const int NameX = 204;
    private const int OutputX = 720;
    private const int ParametersX = Width - Margin;
    private const int HeadingHeight = 30;
    private const int LegendHeight = 40;

    // Characters that are sure to fit, whatever the fonts.
    private const int CodeLetters = 124;
    private const int OperationLetters = 64;

    private const string Legend =
        "Width: the map's side or the number of tokens. Height: the channels. Both on a logarithmic scale. Bars: shares of the parameters.";

    private const string Style =
        """
          .name { font-weight: 600; font-size: 14px; } .code { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
          .number { text-anchor: end; } .heading { font-size: 12px; } .flow { stroke: #8a939c; stroke-width: 1.5; fill: none; }
          .tip { fill: #8a939c; } .map { fill: #cfe8df; stroke: #00785a; } .tokens { fill: #d5e3f5; stroke: #2f62a8; }
          .flat { fill: #f7dfcd; stroke: #c2500a; } .share { fill: #00785a; } .rule { stroke: #d9dee3; }
          @media (prefers-color-scheme: dark) {
            .map { fill: #123c31; stroke: #3ccfa3; } .tokens { fill: #1a2f4d; stroke: #7fb0f2; } .flat { fill: #46290f; stroke: #f28c48; }
            .share { fill: #3ccfa3; } .rule { stroke: #2b3137; }
          }
        """;

    /// <summary>Draws a network.</summary>
    public static SvgImage Draw(ShapedNet net, VariantInfo info)
    {
        var svg = new StringBuilder();
        var y = Head(svg, info);
        StageRow[] rows = [StageRow.FromInput(net), .. StageTable.Rows(net).Select(stage => StageRow.From(stage, OperationLetters))];
        var scale = new MapScale(rows.Select(row => row.Output));
        MapBox? before = null;
        foreach (var row in rows)
        {
            svg.Append(Invariant($"<line class=\"rule\" x1=\"{Margin}\" y1=\"{y}\" x2=\"{ParametersX}\" y2=\"{y}\"/>\n"));
            AppendTexts(svg, row, y, info.ParameterCount);
            if (!row.IsBeside)
            {
                var box = scale.BoxOf(row.Output, y + (row.Height / 2));
                before?.AppendFlowTo(svg, box);
                box.Append(svg);
                before = box;
            }

            y += row.Height;
        }

        AppendText(svg, "soft heading", Margin, y + (LegendHeight / 2) + 4, Legend);
        return SvgImage.Create(Width, y + LegendHeight, Style, svg);
    }

    /// <summary>Writes the title, the figures, the declaration and the columns' headings, and returns where the rows begin.</summary>
    private static int Head(StringBuilder svg, VariantInfo info)
    {
        var y = 36;
        svg.Append(Invariant($"<title>{HtmlEncode(info.Name)}</title>\n<desc>{HtmlEncode(info.Declaration)}</desc>\n"));
        foreach (var line in Cut(info.Name, most: 64))
        {
            AppendText(svg, "title", Margin, y, line);
            y += 24;
        }

        AppendText(svg, "soft", Margin, y, $"{info.Family} of {Format.Grouped(info.LayerCount)} layers, "
            + $"{Format.Grouped(info.ParameterCount)} parameters, {Format.Grouped(info.Macs)} MACs");
        y += StageRow.LineHeight + 8;
        foreach (var line in LineBreaks.OfLiteral(info.Declaration, CodeLetters))
        {
            AppendText(svg, "soft code", Margin, y, line);
            y += StageRow.LineHeight;
        }

        y += HeadingHeight;
        AppendText(svg, "soft heading", NameX, y - 8, "Stage and its layers");
        AppendText(svg, "soft heading", OutputX, y - 8, "Output");
        AppendText(svg, "soft heading number", ParametersX, y - 8, "Parameters");
        return y;
    }

    private static void AppendTexts(StringBuilder svg, StageRow row, int y, long parameters)
    {
        AppendText(svg, "name", NameX, y + 21, row.Path);
        foreach (var (i, line) in row.Operations.Index())
            AppendText(svg, "soft", NameX, y + 39 + (i * StageRow.LineHeight), line);
        AppendText(svg, "code", OutputX, y + 21, row.Output.ToString());
        if (row.ParameterCount == 0)
            return;
        AppendText(svg, "code number", ParametersX, y + 21, Format.Grouped(row.ParameterCount));
        const int Longest = 86;
        var share = Longest * (double)row.ParameterCount / parameters;
        svg.Append(Invariant(
            $"<rect class=\"share\" x=\"{ParametersX - share:0.##}\" y=\"{y + 30}\" width=\"{share:0.##}\" height=\"4\"/>\n"));
    }

    private static void AppendText(StringBuilder svg, string style, int x, int y, string text) =>
        svg.Append(Invariant($"<text class=\"{style}\" x=\"{x}\" y=\"{y}\">{HtmlEncode(text)}</text>\n"));

    private static IEnumerable<string> Cut(string text, int most) => text.Chunk(most).Select(piece => new string(piece));
}
