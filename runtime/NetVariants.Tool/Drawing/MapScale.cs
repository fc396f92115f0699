using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;

namespace NetVariants.Tool.Drawing;

/// <summary>How large a result is drawn, by those of all stages.</summary>
internal sealed class MapScale
{
    private const int Center = 104;
    private const int LeastWidth = 12;
    private const int MostWidth = 148;
    private const int LeastHeight = 8;
    private const int MostHeight = 36;

    private readonly double _longest;
    private readonly double _deepest;

    /// <summary>Takes the largest results as the largest boxes.</summary>
    public MapScale(IEnumerable<TensorShape> shapes)
    {
        TensorShape[] all = [.. shapes];
        _longest = Math.Max(1, all.Max(Length));
        _deepest = Math.Max(1, all.Max(shape => Math.Log2(shape.Channels)));
    }

    /// <summary>The box of a result around a height.</summary>
    public MapBox BoxOf(TensorShape shape, int middle) => new(
        Kind(shape.Layout),
        Center,
        middle,
        LeastWidth + ((MostWidth - LeastWidth) * Length(shape) / _longest),
        LeastHeight + ((MostHeight - LeastHeight) * Math.Log2(shape.Channels) / _deepest));

    // A vector has no side, and a map of one pixel almost none.
    private static double Length(TensorShape shape) => shape.Layout == Layout.Flat ? 0 : Math.Log2(shape.Height);

    private static string Kind(Layout layout) => layout switch
    {
        Layout.Tokens => "tokens",
        Layout.Flat => "flat",
        _ => "map",
    };
}
