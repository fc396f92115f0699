using System;

namespace NetVariants.Core.Graph;

/// <summary>A square window that slides over a padded map: a convolution's or a pool's.</summary>
/// <param name="Extent">The pixels from the window's first to its last, dilation included.</param>
/// <param name="Stride">The stride.</param>
/// <param name="Padding">The pixels added on each side.</param>
/// <param name="CeilMode">Whether a last window that begins on the map may reach over its border.</param>
public readonly record struct Window(long Extent, long Stride, long Padding, bool CeilMode = false)
{
    /// <summary>The map that the window makes of another, with some channels; null where it does not fit.</summary>
    public TensorShape? Output(TensorShape input, long channels) =>
        Output(input.Height) is var height and > 0 && Output(input.Width) is var width and > 0
            ? TensorShape.Map(channels, (int)height, (int)width)
            : null;

    /// <summary>The positions along a side: ⌊(side + 2·padding − extent) / stride⌋ + 1, or −1 where the window does not fit.</summary>
    public long Output(long side)
    {
        if (CeilMode)
            return side + Stride - 1 < Extent ? -1 : (Math.Min(side + Stride - 1 - Extent, side - 1) / Stride) + 1;
        var room = side + (2 * Padding) - Extent;
        return room < 0 ? -1 : (room / Stride) + 1;
    }

    /// <summary>The smallest side, 1 or more, that has <paramref name="output"/> positions.</summary>
    public long SmallestInput(long output) =>
        Math.Max(
            1,
            Saturating.Add(Saturating.Multiply(output - 1, Stride), CeilMode ? Math.Max(1, Extent - Stride + 1) : Extent) - (2 * Padding));

    /// <summary>The side of its result where its input's follows a formula; a window beyond any image leaves the limits.</summary>
    public SideFormula After(SideFormula input)
    {
        // With ceil_mode, the last window begins on the map, or ends where one more stride would.
        var added = !CeilMode ? (2 * Padding) - Extent : Stride >= Extent ? -1 : Stride - 1 - Extent;
        return new SideFormula(input.Plus(1 + Math.Max(added, -int.MaxValue)).Offset, input.Stride * Stride);
    }
}
