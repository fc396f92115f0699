using System.Linq;
using NetVariants.Core.Graph.Ops;
using NetVariants.Onnx.Graphs;

namespace NetVariants.Onnx.Operators;

/// <summary>
/// The maxima over a grid of cells, which ONNX has for a single cell alone: cell i of s over n pixels goes from ⌊i·n/s⌋ to ⌈(i + 1)·n/s⌉.
/// It is a window where s divides n; otherwise the rows of each cell are cut out and reduced, and then the columns.
/// </summary>
internal static class AdaptiveMax
{
    public static string Translate(AdaptiveMaxPool2d pool, Translation node)
    {
        var side = pool.Side.Value;
        if (side == 1)
            return node.Add("GlobalMaxPool", node.Inputs);
        var map = node.Shapes[0];
        if (!node.IsAnySize && map.Height == side && map.Width == side)
            return node.Inputs[0];
        if (!node.IsAnySize && map.Height % side == 0 && map.Width % side == 0)
        {
            var (height, width) = (map.Height / side, map.Width / side);
            return node.Add(
                "MaxPool", node.Inputs, Attributes.Integers("kernel_shape", height, width), Attributes.Integers("strides", height, width));
        }

        var rows = node.Step("Concat", Cells(node, node.Inputs[0], side, axis: 2), Attributes.Integer("axis", 2));
        return node.Add("Concat", Cells(node, rows, side, axis: 3), Attributes.Integer("axis", 3));
    }

    /// <summary>The maximum of each cell along one dimension.</summary>
    private static string[] Cells(Translation node, string value, long cells, long axis)
    {
        var pixels = node.Step("Gather", [node.Step("Shape", [value]), node.Constant((long[])[axis], 1)]);
        var (count, axes) = (node.Constant((long[])[cells], 1), node.Constant((long[])[axis], 1));
        return [.. Enumerable.Range(0, (int)cells).Select(Cell)];

        string Cell(int i)
        {
            var start = node.Step("Div", [Times(i), count]);
            var end = node.Step("Div", [node.Step("Add", [Times(i + 1), node.Constant((long[])[cells - 1], 1)]), count]);
            return node.Step("ReduceMax", [node.Step("Slice", [value, start, end, axes])], Attributes.Integers("axes", axis));
        }

        string Times(int factor) => node.Step("Mul", [pixels, node.Constant((long[])[factor], 1)]);
    }
}
