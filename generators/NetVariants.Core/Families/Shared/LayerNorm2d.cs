using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.Shared;

/// <summary>timm's <c>LayerNorm2d</c>: the normalization of each pixel's channels.</summary>
internal static class LayerNorm2d
{
    /// <summary>The block.</summary>
    /// <param name="eps">What is added to the variance.</param>
    /// <param name="isContiguous">
    /// Whether the result lies channel after channel. Without that its channels lie side by side, whatever the input's layout, and what
    /// follows keeps that.
    /// </param>
    public static BlockDef Create(double eps, bool isContiguous = false)
    {
        var channels = Arg.Parameter(0);
        var graph = new GraphBuilder();
        var weight = graph.Add(new NodeSpec("weight", new Parameter(Layout.Flat, channels, 1, 1), default));
        var bias = graph.Add(new NodeSpec("bias", new Parameter(Layout.Flat, channels, 1, 1), default));
        var grid = graph.Add("", new ToGrid(), GraphSpec.Input);
        graph.Join(new LayerNormFunction(channels, eps), grid, weight, bias);
        graph.Add("", new ToMap());
        if (isContiguous)
            graph.Add("", new ToContiguous());
        return new BlockDef(
            "LayerNorm2d",
            "Normalizes the channels of each pixel",
            EquatableArray<BlockParameter>.Of(new BlockParameter("channels", "Channels of the map")),
            graph.Build(),
            EquatableArray<InitRule>.Of(new InitRule(nameof(Parameter), "", new Init.Constant(1), "weight")))
        {
            ResultName = "normed",
        };
    }
}
