using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using NetVariants.Onnx.Graphs;
using Onnx;

namespace NetVariants.Onnx.Operators;

/// <summary>
/// The means over a grid of cells, which ONNX has for a single cell alone: cell i of s over n pixels goes from ⌊i·n/s⌋ to ⌈(i + 1)·n/s⌉, so
/// that it is a window where s divides n, and otherwise a product with one matrix a side.
/// </summary>
internal static class AdaptivePool
{
    public static string Translate(AdaptiveAvgPool2d pool, Translation node)
    {
        var side = pool.Side.Value;
        if (side == 1)
            return node.Add("GlobalAveragePool", node.Inputs);
        if (node.IsAnySize)
            return Product(node, Cells(node, side, axis: 2), Cells(node, side, axis: 3));
        var map = node.Shapes[0];
        if (map.Height == side && map.Width == side)
            return node.Inputs[0];
        return map.Height % side == 0 && map.Width % side == 0
            ? node.Add("AveragePool", node.Inputs, Window(map.Height / side, map.Width / side))
            : Product(node, Cells(node, side, map.Height, isTransposed: false), Cells(node, side, map.Width, isTransposed: true));
    }

    private static AttributeProto[] Window(long height, long width) =>
        [Attributes.Integers("kernel_shape", height, width), Attributes.Integers("strides", height, width)];

    /// <summary>[s, H] · [N, C, H, W] · [W, s].</summary>
    private static string Product(Translation node, string rows, string columns) =>
        node.Add("MatMul", [node.Step("MatMul", [rows, node.Inputs[0]]), columns]);

    /// <summary>
    /// The matrix of a side of known length, [cells, pixels] or transposed: 1/(pixels of the cell) where a pixel is in a cell.
    /// </summary>
    private static string Cells(Translation node, long cells, long pixels, bool isTransposed)
    {
        IEnumerable<(long Cell, long Pixel)> places =
            from i in Enumerable.Range(0, (int)(cells * pixels))
            select isTransposed ? (i % cells, i / cells) : (i / pixels, i % pixels);
        float[] values =
        [
            .. from place in places
               let start = place.Cell * pixels / cells
               let end = (((place.Cell + 1) * pixels) + cells - 1) / cells
               select place.Pixel >= start && place.Pixel < end ? 1f / (end - start) : 0,
        ];
        return node.Constant(values, isTransposed ? [pixels, cells] : [cells, pixels]);
    }

    /// <summary>
    /// The same of a side whose length is known once there is an image: that of the map's height (axis 2), or transposed that of its width
    /// (3).
    /// </summary>
    private static string Cells(Translation node, long cells, long axis)
    {
        var isTransposed = axis == 3;
        long[] cellShape = isTransposed ? [1, cells] : [cells, 1];
        var pixels = node.Step("Gather", [node.Step("Shape", [node.Inputs[0]]), node.Scalar(axis)]);
        var count = node.Constant([cells], 1);
        var start = node.Step("Div", [node.Step("Mul", [Indices(first: 0), pixels]), count]);
        var reach = node.Step("Add", [node.Step("Mul", [Indices(first: 1), pixels]), node.Constant([cells - 1], 1)]);
        var end = node.Step("Div", [reach, count]);
        var range = node.Step("Range", [node.Scalar(0), pixels, node.Scalar(1)]);
        var pixel = node.Step("Reshape", [range, node.Constant((long[])(isTransposed ? [-1, 1] : [1, -1]), 2)]);
        var isInside = node.Step("And", [node.Step("GreaterOrEqual", [pixel, start]), node.Step("Less", [pixel, end])]);
        return node.Step("Div", [Real(isInside), Real(node.Step("Sub", [end, start]))]);

        string Indices(long first) => node.Constant((long[])[.. Enumerable.Range(0, (int)cells).Select(i => i + first)], cellShape);

        string Real(string value) => node.Step("Cast", [value], Attributes.Integer("to", (long)TensorProto.Types.DataType.Float));
    }
}
