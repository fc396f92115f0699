using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Weights;

/// <summary>Shapes as PyTorch prints them.</summary>
internal static class ShapeText
{
    /// <summary><c>[64, 3, 7, 7]</c>.</summary>
    public static string Of(IEnumerable<long> shape) =>
        $"[{string.Join(", ", shape.Select(size => size.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}
