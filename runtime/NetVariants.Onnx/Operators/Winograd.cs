using System.Linq;
using static NetVariants.Onnx.Graphs.Attributes;
using Ops = NetVariants.Core.Graph.Ops;

namespace NetVariants.Onnx.Operators;

/// <summary>
/// Winograd's minimal filtering F(4×4, 3×3) of a convolution: tiles of 6×6 values and kernels are transformed, their products summed over
/// the channels by 36 matrix products, and each result transformed back to a tile of 4×4. That takes a quarter of the multiplications
/// (<see href="https://arxiv.org/abs/1509.09308">Lavin and Gray</see>). A runtime transforms the kernels once, when it folds constants.
/// </summary>
internal static class Winograd
{
    private const int Tile = 4;
    private const int Kernel = 3;
    private const int Window = Tile + Kernel - 1;
    private const int Positions = Window * Window;

    // Measured in ONNX Runtime. The transforms grow with the channels and the convolution with their product: from these channels on, on
    // both sides, it is slower. The transformed kernels are read for few tiles as for many, and starting a dozen operations takes longer
    // than a small convolution.
    private const int LeastChannels = 50;
    private const int LeastTiles = 16;
    private const long LeastProducts = 1 << 28;

    // For the points 0, 1, −1, 2, −2 and infinity.
    private static readonly float[,] s_input =
    {
        { 4, 0, -5, 0, 1, 0 },
        { 0, -4, -4, 1, 1, 0 },
        { 0, 4, -4, -1, 1, 0 },
        { 0, -2, -1, 2, 1, 0 },
        { 0, 2, -1, -2, 1, 0 },
        { 0, 4, 0, -5, 0, 1 },
    };

    private static readonly float[,] s_kernel =
    {
        { 1 / 4f, 0, 0 },
        { -1 / 6f, -1 / 6f, -1 / 6f },
        { -1 / 6f, 1 / 6f, -1 / 6f },
        { 1 / 24f, 1 / 12f, 1 / 6f },
        { 1 / 24f, -1 / 12f, 1 / 6f },
        { 0, 0, 1 },
    };

    private static readonly float[,] s_output =
    {
        { 1, 1, 1, 1, 1, 0 },
        { 0, 1, -1, 2, -2, 0 },
        { 0, 1, 1, 4, 4, 0 },
        { 0, 1, -1, 8, -8, 1 },
    };

    /// <summary>Whether a convolution of a known size is faster this way.</summary>
    public static bool Suits(Ops.Conv2d conv, Translation node)
    {
        var (inputs, outputs, height, width) = (conv.In.Value, conv.Out.Value, node.Output.Height, node.Output.Width);
        return node.UsesWinograd
            && conv.Kernel.Is(Kernel) && conv.Stride.Is(1) && conv.Dilation.Is(1) && conv.Groups.Is(1)
            && inputs * outputs >= LeastChannels * (inputs + outputs)
            && TilesOf(height) * TilesOf(width) >= LeastTiles
            && Kernel * Kernel * inputs * outputs * height * width >= LeastProducts;
    }

    /// <summary>Writes the convolution.</summary>
    public static string Conv2d(Ops.Conv2d conv, Translation node)
    {
        var (height, width, channels, results) = (node.Output.Height, node.Output.Width, conv.In.Value, conv.Out.Value);
        var (rows, columns) = (TilesOf(height), TilesOf(width));
        var before = conv.Padding.Value;

        // [N, C, H, W] to a matrix [C, tiles] for each of 36 positions.
        var maps = Reshape(node.Inputs[0], -1, 1, node.Shapes[0].Height, node.Shapes[0].Width);
        var transformed = node.Step(
            "Conv",
            [maps, node.Shared("/winograd/input", Squared(s_input), Positions, 1, Window, Window)],
            Square("kernel_shape", Window),
            Square("strides", Tile),
            Integers("pads", before, before, before + (rows * Tile) - height, before + (columns * Tile) - width));
        var tiles = node.Step(
            "Transpose", [Reshape(transformed, -1, channels, Positions, rows * columns)], Integers("perm", 0, 2, 1, 3));

        // The kernels [K, C, 3, 3] to a matrix [K, C] for each.
        var kernels = node.Step(
            "MatMul",
            [
                Reshape(node.State("weight"), results, channels, Kernel * Kernel),
                node.Shared("/winograd/kernel", Turned(Squared(s_kernel), Positions), Kernel * Kernel, Positions),
            ]);
        var products = node.Step("MatMul", [node.Step("Transpose", [kernels], Integers("perm", 2, 0, 1)), tiles]);

        // 36 values [K, tiles] to tiles of 4×4, and these into their places.
        var turned = node.Step("Transpose", [Reshape(products, -1, Positions, results * rows * columns)], Integers("perm", 0, 2, 1));
        var values = node.Step(
            "MatMul", [turned, node.Shared("/winograd/output", Turned(Squared(s_output), Tile * Tile), Positions, Tile * Tile)]);
        var placed = node.Step("Transpose", [Reshape(values, -1, rows, columns, Tile, Tile)], Integers("perm", 0, 1, 3, 2, 4));
        var whole = Reshape(placed, -1, results, rows * Tile, columns * Tile);
        var result = rows * Tile == height && columns * Tile == width
            ? whole
            : node.Step("Slice", [whole, node.Constant([0, 0], 2), node.Constant([height, width], 2), node.Constant([2, 3], 2)]);
        return conv.Bias
            ? node.Add("Add", [result, Reshape(node.State("bias"), results, 1, 1)])
            : node.Add("Identity", [result]);

        string Reshape(string value, params long[] sizes) => node.Step("Reshape", [value, node.Constant(sizes, sizes.Length)]);
    }

    private static long TilesOf(long side) => (side + Tile - 1) / Tile;

    /// <summary>The matrix that transforms both sides of a square, whose rows lie one after the other: the Kronecker square.</summary>
    private static float[] Squared(float[,] side)
    {
        var (rows, columns) = (Enumerable.Range(0, side.GetLength(0)), Enumerable.Range(0, side.GetLength(1)));
        return [.. from row in rows from other in rows from column in columns from next in columns
                   select side[row, column] * side[other, next]];
    }

    /// <summary>A matrix with columns for rows.</summary>
    private static float[] Turned(float[] matrix, int rows)
    {
        var columns = matrix.Length / rows;
        return [.. from column in Enumerable.Range(0, columns) from row in Enumerable.Range(0, rows) select matrix[(row * columns) + column]];
    }
}
