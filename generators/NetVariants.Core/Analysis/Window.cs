using System;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Analysis;

/// <summary>A window that slides over a padded map: a convolution's or a pool's.</summary>
/// <param name="Extent">The pixels from the window's first to its last, dilation included.</param>
/// <param name="Stride">The step.</param>
/// <param name="Padding">The pixels added on each side.</param>
internal readonly record struct Window(long Extent, long Stride, long Padding)
{
    /// <summary>The window of a convolution or pool.</summary>
    public static Window Of(Op op) => op switch
    {
        Op.Conv2d conv => new Window(checked((conv.Dilation.Value * (conv.Kernel - 1)) + 1), conv.Stride.Value, conv.Padding.Value),
        Op.MaxPool2d pool => new Window(pool.Kernel, pool.Stride, pool.Padding),
        Op.AvgPool2d pool => new Window(pool.Kernel, pool.Kernel, 0),
        _ => throw new ArgumentException("The operation has no window.", nameof(op)),
    };

    /// <summary>The positions along a side: ⌊(side + 2·padding − extent) / stride⌋ + 1, or −1 where the window does not fit.</summary>
    public long Output(long side)
    {
        var room = checked(side + (2 * Padding) - Extent);
        return room < 0 ? -1 : (room / Stride) + 1;
    }

    /// <summary>The smallest side, 1 or more, that has <paramref name="output"/> positions.</summary>
    public long SmallestInput(long output) => Math.Max(1, checked(((output - 1) * Stride) + Extent - (2 * Padding)));
}
