using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using static System.FormattableString;

namespace NetVariants.Reports;

/// <summary>
/// Draws panels of curves as SVG: training thin, validation bold with a marker at each epoch and a ring around the kept one, the networks'
/// names below. Colours are the page's style classes, so that the drawing follows its light or dark scheme.
/// </summary>
internal sealed class LineChart
{
    private const double Width = 400;
    private const double Height = 240;
    private const double Left = 44;
    private const double Right = Width - 12;
    private const double Top = 10;
    private const double Bottom = Height - 36;
    private const double NameHeight = 16, NamesTop = 6;
    private const double LineWidth = 3;
    private const double Heading = 40;

    // The first steps lie far off: showing them would press the rest flat. They run out of the frame instead.
    private const double HiddenEpochs = 0.5;

    // More letters of common names are wider than the chart.
    private const int NameLetters = 42;

    private readonly AxisScale _x;
    private readonly AxisScale _y;

    /// <summary>Makes axes that cover <paramref name="all"/>: panels share them, so that heights compare across panels.</summary>
    public LineChart(IReadOnlyList<ChartSeries> all)
    {
        var epochs = all.SelectMany(series => series.Validation).Max(point => point.X);
        _x = AxisScale.Cover([0, epochs], ticks: 8) with { High = epochs };
        _y = AxisScale.Cover(
            all.SelectMany(series => series.Validation.Concat(series.Train.Where(point => point.X > HiddenEpochs))).Select(point => point.Y)
                .Concat(all.SelectMany(series => series.Band).SelectMany(point => new[] { point.Low, point.High })),
            ticks: 5);
    }

    /// <summary>Draws <paramref name="shown"/> as an <c>svg</c> element.</summary>
    /// <param name="id">Tells the panel from the page's others.</param>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="shown">The panel's curves.</param>
    public string Draw(string id, string title, IReadOnlyList<ChartSeries> shown)
    {
        var svg = new StringBuilder();
        var label = WebUtility.HtmlEncode(title);
        svg.Append(Invariant($"<svg viewBox=\"0 0 {Width} {HeightOf(shown)}\" role=\"img\" aria-label=\"{label}\">\n"));
        DrawContent(svg, id, shown);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Draws <paramref name="shown"/> as a file of its own: with a heading, and the page's styles in it.</summary>
    public string DrawAlone(string title, IReadOnlyList<ChartSeries> shown)
    {
        var heading = WebUtility.HtmlEncode(title);
        var key = shown.Any(series => series.Band.Count > 1) ? "band: one deviation" : "ringed: kept";
        var svg = new StringBuilder();
        var height = Heading + HeightOf(shown);
        svg.Append(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width * 2}\" height=\"{height * 2}\" "));
        svg.Append(
            Invariant(
                $"viewBox=\"0 -{Heading} {Width} {height}\" role=\"img\" aria-label=\"{heading}\">\n<title>{heading}</title>\n"));
        svg.Append(
            Invariant(
                $"<style>\nsvg {{ background: var(--panel); font-family: system-ui, sans-serif; }}\n{HtmlReport.StyleSheet()}</style>\n"));
        DrawContent(svg, "chart", shown);
        svg.Append(Invariant($"<g class=\"axes\"><text x=\"{Left}\" y=\"-22\">{heading}</text>"));
        svg.Append(Invariant($"<text x=\"{Left}\" y=\"-8\">Thin: training, bold: validation, {key}</text></g>\n"));
        return svg.Append("</svg>\n").ToString();
    }

    private static double HeightOf(IReadOnlyList<ChartSeries> shown) => Height + NamesTop + (NameHeight * shown.Count);

    private void DrawContent(StringBuilder svg, string id, IReadOnlyList<ChartSeries> shown)
    {
        // A line at the frame's edge keeps its width.
        svg.Append(Invariant($"<clipPath id=\"{id}\"><rect x=\"{Left}\" y=\"{Top - LineWidth}\" width=\"{Right - Left}\" "));
        svg.Append(Invariant($"height=\"{Bottom - Top + (2 * LineWidth)}\"/></clipPath>\n"));
        DrawAxes(svg);
        foreach (var series in shown)
            DrawSeries(svg, id, series);
        DrawNames(svg, shown);
    }

    private void DrawAxes(StringBuilder svg)
    {
        svg.Append("<g class=\"axes\">\n");
        foreach (var tick in _y.Ticks)
        {
            svg.Append(Invariant($"<line x1=\"{Left}\" x2=\"{Right}\" y1=\"{Y(tick):F1}\" y2=\"{Y(tick):F1}\"/>"));
            svg.Append(Invariant($"<text x=\"{Left - 7}\" y=\"{Y(tick) + 4:F1}\" text-anchor=\"end\">{tick:0.###}</text>\n"));
        }

        foreach (var tick in _x.Ticks.Where(tick => tick <= _x.High && tick == Math.Floor(tick)))
            svg.Append(Invariant($"<text x=\"{X(tick):F1}\" y=\"{Bottom + 16}\" text-anchor=\"middle\">{tick:0}</text>\n"));
        svg.Append(Invariant($"<text x=\"{(Left + Right) / 2}\" y=\"{Bottom + 31}\" text-anchor=\"middle\">epoch</text>\n</g>\n"));
    }

    private void DrawSeries(StringBuilder svg, string id, ChartSeries series)
    {
        svg.Append(
            Invariant($"<g class=\"series s{ChartStyle.Index(series.Style)}\" data-network=\"{WebUtility.HtmlEncode(series.Name)}\">\n"));
        svg.Append(Invariant($"<g clip-path=\"url(#{id})\">"));
        if (series.Band.Count > 1)
            svg.Append(
                Invariant(
                    $"<polygon class=\"band\" points=\"{Points(
                        [
                            .. series.Band.Select(point => (point.X, point.High)),
                            .. series.Band.Reverse().Select(point => (point.X, point.Low))
                        ])}\"/>"));
        svg.Append(Invariant($"<polyline class=\"train\" points=\"{Points(series.Train)}\"/>"));
        svg.Append(Invariant($"<polyline class=\"validation\" points=\"{Points(series.Validation)}\"/></g>\n"));
        foreach (var (x, y) in series.Validation.Where(point => double.IsFinite(point.Y)))
        {
            if (x == series.BestEpoch)
                svg.Append(Invariant($"<circle class=\"kept\" cx=\"{X(x):F1}\" cy=\"{Y(y):F1}\" r=\"8\"/>"));
            svg.Append(
                Invariant($"<path class=\"marker\" transform=\"translate({X(x):F1} {Y(y):F1})\" d=\"{ChartStyle.Marker(series.Style)}\">"));
            svg.Append(Invariant($"<title>{WebUtility.HtmlEncode(series.Name)}, epoch {x:0}: {y:F4}</title></path>\n"));
        }

        svg.Append("</g>\n");
    }

    /// <summary>Writes a line for each network, the one whose line ends highest first.</summary>
    private void DrawNames(StringBuilder svg, IReadOnlyList<ChartSeries> shown)
    {
        var y = Height + NamesTop + (NameHeight / 2);
        foreach (var series in shown.OrderBy(End))
        {
            var name = series.Name.Length > NameLetters ? $"{series.Name[..(NameLetters - 1)]}…" : series.Name;
            svg.Append(Invariant($"<g class=\"s{ChartStyle.Index(series.Style)}\"><path class=\"marker\" "));
            svg.Append(Invariant($"transform=\"translate({Left + 5} {y - 4})\" d=\"{ChartStyle.Marker(series.Style)}\"/>"));
            svg.Append(Invariant($"<text class=\"name\" x=\"{Left + 18}\" y=\"{y}\">{WebUtility.HtmlEncode(name)}"));
            svg.Append(Invariant($"<title>{WebUtility.HtmlEncode(series.Name)}</title></text></g>\n"));
            y += NameHeight;
        }

        // A network that has diverged comes last.
        double End(ChartSeries series) => double.IsFinite(series.Validation[^1].Y) ? Y(series.Validation[^1].Y) : double.MaxValue;
    }

    private string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Where(point => double.IsFinite(point.Y)).Select(point => Invariant($"{X(point.X):F1},{Y(point.Y):F1}")));

    private double X(double value) => Left + _x.Position(value) * (Right - Left);

    private double Y(double value) => Bottom - _y.Position(value) * (Bottom - Top);
}
