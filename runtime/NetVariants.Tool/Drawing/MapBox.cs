using System.Text;
using static System.FormattableString;

namespace NetVariants.Tool.Drawing;

/// <summary>The box that stands for a stage's result.</summary>
/// <param name="Style">Its class in the style sheet.</param>
/// <param name="X">Its middle.</param>
/// <param name="Y">Its middle.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
internal sealed record MapBox(string Style, double X, double Y, double Width, double Height)
{
    private const double Tip = 5;

    /// <summary>Draws it.</summary>
    public void Append(StringBuilder svg) => svg.Append(Invariant(
        $"<rect class=\"{Style}\" x=\"{X - (Width / 2):0.##}\" y=\"{Y - (Height / 2):0.##}\" width=\"{Width:0.##}\" ")).Append(Invariant(
        $"height=\"{Height:0.##}\" rx=\"3\"/>\n"));

    /// <summary>Draws an arrow down to the next one.</summary>
    public void AppendFlowTo(StringBuilder svg, MapBox next)
    {
        double from = Y + (Height / 2), to = next.Y - (next.Height / 2) - 1;
        svg.Append(Invariant($"<path class=\"flow\" d=\"M{X} {from + 1:0.##}V{to - Tip:0.##}\"/>\n"));
        svg.Append(Invariant($"<path class=\"tip\" d=\"M{X - Tip} {to - Tip:0.##}H{X + Tip}L{X} {to:0.##}Z\"/>\n"));
    }
}
