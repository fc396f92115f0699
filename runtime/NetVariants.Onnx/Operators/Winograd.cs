using System.Linq;
using NetVariants.Core.Graph;
using static NetVariants.Onnx.Graphs.Attributes;
using Ops = NetVariants.Core.Graph.Ops;

namespace NetVariants.Onnx.Operators;

/// <summary>
/// A convolution as Winograd's minimal filtering F(4×4, 3×3) (<see href="https://arxiv.org/abs/1509.09308">Lavin and Gray, 2015</see>):
/// for tiles <c>d</c> of 6×6 values and kernels <c>g</c> of 3×3, <c>Y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A</c> has 4×4 results. The products,
/// summed over the channels, are 36 matrix products with a quarter of the convolution's multiplications. A runtime transforms the kernels
/// once, when it folds constants.
/// </summary>
internal static class Winograd
{
    private const int Tile = 4;
    private const int Kernel = 3;
    private const int Window = Tile + Kernel - 1;
    private const int Positions = Window * Window;

    // The limits are measured in ONNX Runtime on single images. The transforms take time in proportion to C + K, and the products save some
    // in proportion to C · K.
    private const int MinChannelRatio = 50;

    // The transformed kernels are read once, for few tiles as for many.
    private const int MinTiles = 16;

    // A dozen operations take longer to start than a smaller convolution takes.
    private const long MinMacs = 1 << 28;

    // For the points 0, 1, −1, 2, −2 and infinity: Bᵀ ⊗ Bᵀ for rows of tiles, and Gᵀ ⊗ Gᵀ and A ⊗ A for columns.
    private static readonly float[] s_inputTransform = KroneckerSquare(new float[,]
    {
        { 4, 0, -5, 0, 1, 0 },
        { 0, -4, -4, 1, 1, 0 },
        { 0, 4, -4, -1, 1, 0 },
        { 0, -2, -1, 2, 1, 0 },
        { 0, 2, -1, -2, 1, 0 },
        { 0, 4, 0, -5, 0, 1 },
    });

    private static readonly float[] s_kernelTransform = KroneckerSquare(new[,]
    {
        { 1 / 4f, -1 / 6f, -1 / 6f, 1 / 24f, 1 / 24f, 0 },
        { 0, -1 / 6f, 1 / 6f, 1 / 12f, -1 / 12f, 0 },
        { 0, -1 / 6f, -1 / 6f, 1 / 6f, 1 / 6f, 1 },
    });

    private static readonly float[] s_outputTransform = KroneckerSquare(new float[,]
    {
        { 1, 0, 0, 0 },
        { 1, 1, 1, 1 },
        { 1, -1, 1, -1 },
        { 1, 2, 4, 8 },
        { 1, -2, 4, -8 },
        { 0, 0, 0, 1 },
    });

    /// <summary>Whether this form is predicted to be faster than <c>Conv</c>; the sizes of the map have to be constant.</summary>
    public static bool IsFaster(Ops.Conv2d conv, Translation node)
    {
        var (channels, results) = (conv.In.Value, conv.Out.Value);
        return conv.Kernel.Is(Kernel) && conv.Stride.Is(1) && conv.Dilation.Is(1) && conv.Groups.Is(1)
            && Saturating.Multiply(channels, results) >= Saturating.Multiply(MinChannelRatio, channels + results)
            && TilesOf(node.Output.Height) * TilesOf(node.Output.Width) >= MinTiles
            && conv.Macs(node.Shapes, node.Output) >= MinMacs;
    }

    /// <summary>Writes a 3×3 convolution of stride 1 without groups: <c>[N, C, H, W]</c> to <c>[N, K, H', W']</c>.</summary>
    public static string Conv2d(Ops.Conv2d conv, Translation node)
    {
        var (channels, results, padding) = (conv.In.Value, conv.Out.Value, conv.Padding.Value);
        var (height, width) = (node.Output.Height, node.Output.Width);
        var (rows, columns) = (TilesOf(height), TilesOf(width));

        // The maps [N, C, H, W] to matrices [N, 36, C, tiles]. Padded to 4 · rows + 2 by 4 · columns + 2, windows of stride 4 cover all.
        var windows = node.Step(
            "Conv",
            [
                Reshape(node.Inputs[0], -1, 1, node.Shapes[0].Height, node.Shapes[0].Width),
                node.Shared("/winograd/input", s_inputTransform, Positions, 1, Window, Window),
            ],
            Square("kernel_shape", Window),
            Square("strides", Tile),
            Integers("pads", padding, padding, padding + (rows * Tile) - height, padding + (columns * Tile) - width));
        var tiles = node.Step("Transpose", [Reshape(windows, -1, channels, Positions, rows * columns)], Integers("perm", 0, 2, 1, 3));

        // The kernels [K, C, 3, 3] to matrices [36, K, C].
        var kernels = node.Step(
            "MatMul",
            [
                Reshape(node.State("weight"), results, channels, Kernel * Kernel),
                node.Shared("/winograd/kernel", s_kernelTransform, Kernel * Kernel, Positions),
            ]);
        var products = node.Step("MatMul", [node.Step("Transpose", [kernels], Integers("perm", 2, 0, 1)), tiles]);

        // The products [N, 36, K, tiles] to tiles [N, K, rows, columns, 4, 4], and these side by side.
        var sums = node.Step("Transpose", [Reshape(products, -1, Positions, results * rows * columns)], Integers("perm", 0, 2, 1));
        var squares = node.Step(
            "MatMul", [sums, node.Shared("/winograd/output", s_outputTransform, Positions, Tile * Tile)]);
        var lines = node.Step("Transpose", [Reshape(squares, -1, rows, columns, Tile, Tile)], Integers("perm", 0, 1, 3, 2, 4));
        var isWhole = rows * Tile == height && columns * Tile == width;
        var whole = Sizes(-1, results, rows * Tile, columns * Tile);
        if (isWhole && !conv.Bias)
            return node.Add("Reshape", [lines, whole]);
        var maps = node.Step("Reshape", [lines, whole]);
        if (!isWhole)
        {
            string[] part = [maps, Sizes(0, 0), Sizes(height, width), Sizes(2, 3)];
            if (!conv.Bias)
                return node.Add("Slice", part);
            maps = node.Step("Slice", part);
        }

        return node.Add("Add", [maps, Reshape(node.State("bias"), results, 1, 1)]);

        string Reshape(string value, params long[] sizes) => node.Step("Reshape", [value, Sizes(sizes)]);

        string Sizes(params long[] sizes) => node.Constant(sizes, sizes.Length);
    }

    private static long TilesOf(long side) => (side + Tile - 1) / Tile;

    /// <summary>
    /// A matrix's Kronecker product with itself, row by row: the transform of both sides of a square whose rows lie one after the other.
    /// </summary>
    private static float[] KroneckerSquare(float[,] matrix)
    {
        var (rows, columns) = (Enumerable.Range(0, matrix.GetLength(0)), Enumerable.Range(0, matrix.GetLength(1)));
        return
        [
            .. from row1 in rows from row2 in rows from column1 in columns from column2 in columns
               select matrix[row1, column1] * matrix[row2, column2],
        ];
    }
}
