using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using Xunit;

namespace NetVariants.Core.Tests.Analysis;

/// <summary>Formulas against the shapes of image after image.</summary>
public sealed class SideFormulaTests
{
    private const int Sides = 70;

    /// <summary>Where paths agree, every image from the smallest on runs, and none below it.</summary>
    [Fact]
    public void Networks_whose_formulas_agree_run_on_every_image_from_the_smallest_on()
    {
        var nets = RandomDeclarations.Take(400, seed: 31)
            .Select(declaration => (Declaration: declaration, VariantCompiler.Compile(declaration).Net))
            .Where(pair => pair.Net is { } net && Agree(net.Graph, net.Shapes, net.Spec.Input))
            .ToArray();

        Assert.True(nets.Length > 100, $"{nets.Length} networks");
        foreach (var (declaration, net) in nets)
        {
            var least = (int)net!.ImageRule.Smallest;
            Assert.Equal(InputRuleKind.AtLeast, net.ImageRule.Kind);
            Assert.All(
                Enumerable.Range(least, Sides),
                side => Assert.True(Runs(net, side), $"{DeclarationText.Print(declaration)} on {side}×{side}"));
            Assert.False(least > 1 && Runs(net, least - 1), $"{DeclarationText.Print(declaration)} on {least - 1}×{least - 1}");
        }
    }

    [Theory]
    [InlineData(1, 1, 0, false)]
    [InlineData(3, 1, 1, false)]
    [InlineData(3, 2, 1, false)]
    [InlineData(7, 2, 3, false)]
    [InlineData(1, 2, 0, false)]
    [InlineData(5, 3, 0, false)]
    [InlineData(2, 2, 0, true)]
    [InlineData(3, 2, 0, true)]
    [InlineData(2, 3, 0, true)]
    public void A_formula_tells_the_side_behind_two_windows(int extent, int stride, int padding, bool ceilMode)
    {
        var window = new Window(extent, stride, padding, ceilMode);
        var formula = window.After(window.After(SideFormula.Image));
        for (var side = window.SmallestInput(window.SmallestInput(1)); side < Sides; side++)
            Assert.Equal(window.Output(window.Output(side)), formula.At(side));
    }

    [Fact]
    public void A_parameter_of_a_maps_size_agrees_with_no_other_image()
    {
        var graph = new GraphBuilder();
        var bias = graph.Add(new NodeSpec("bias", new Parameter(Layout.Map, 3, 8, 8), default));
        graph.Join(new Add(), GraphSpec.Input, bias);
        var body = graph.Build();

        Assert.False(Agree(body, ShapeInference.Infer(body, TensorShape.Map(3, 8), out _), TensorShape.Map(3, 8)));
    }

    private static bool Agree(GraphSpec graph, EquatableArray<TensorShape> shapes, TensorShape input) =>
        SideFormulas.Differences(graph, shapes, input) is { Count: 0 };

    private static bool Runs(ShapedNet net, int side)
    {
        _ = ShapeInference.Infer(net.Graph, TensorShape.Map(net.Spec.Input.Channels, side), out var failure);
        return failure < 0;
    }
}
