using System.Text;
using static System.FormattableString;

namespace NetVariants.Reports;

/// <summary>A picture as SVG that needs no other file, on a light or dark ground.</summary>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Text">The file's text.</param>
internal sealed record SvgImage(int Width, int Height, string Text)
{
    /// <summary>A picture of elements, with the style that is theirs alone.</summary>
    public static SvgImage Create(int width, int height, string style, StringBuilder elements)
    {
        var text = new StringBuilder();
        text.Append(
            Invariant(
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n"));
        text.Append("""
            <style>
              svg { color-scheme: light dark; font: 13px system-ui, sans-serif; background: #fcfcfb; }
              text { fill: #1c2024; } .right { fill: #00785a; } .wrong { fill: #c2500a; } .soft { fill: #5b646e; }
              .title { font-size: 18px; font-weight: 650; }
              @media (prefers-color-scheme: dark) {
                svg { background: #14171a; } text { fill: #e8eaed; }
                .right { fill: #3ccfa3; } .wrong { fill: #f28c48; } .soft { fill: #a2abb5; }
              }

            """.ReplaceLineEndings("\n"));
        text.Append(style).Append("\n</style>\n").Append(elements).Append("</svg>\n");
        return new SvgImage(width, height, text.ToString());
    }
}
