using System.Threading;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using Xunit;

namespace NetVariants.Core.Tests.Analysis;

/// <summary>A problem of shapes or counts stands where its node comes from: characters of any argument.</summary>
public sealed class ShapeProblemTests
{
    private readonly ProblemList _problems = new();

    [Fact]
    public void A_window_that_does_not_fit_is_marked_in_the_nodes_argument()
    {
        var graph = new GraphBuilder();
        graph.Add("pool", new MaxPool2d(9, 1), new Origin("Widths", 3, 2));

        Assert.Null(VariantCompiler.Shape(Net(graph, 8), _problems, CancellationToken.None));
        var problem = Assert.Single(_problems.ToArray());
        Assert.Equal((DiagnosticIds.Collapse, "Widths", 3, 2), (problem.Id, problem.Argument, problem.Start, problem.Length));
    }

    [Fact]
    public void A_count_beyond_64_bits_is_marked_in_the_nodes_argument()
    {
        var graph = new GraphBuilder();
        graph.Add("conv", new Conv2d(3, 1L << 40, 1));
        graph.Add("wide", new Conv2d(1L << 40, 1L << 40, 1), new Origin("Widths", 0, 4));

        Assert.Null(VariantCompiler.Shape(Net(graph, 8), _problems, CancellationToken.None));
        var problem = Assert.Single(_problems.ToArray());
        Assert.Equal((DiagnosticIds.CountOverflow, "Widths", 0, 4), (problem.Id, problem.Argument, problem.Start, problem.Length));
    }

    [Fact]
    public void Sums_of_different_shapes_are_rejected()
    {
        var graph = new GraphBuilder();
        var half = graph.Add("half", new Conv2d(3, 3, 1) { Stride = 2 });
        graph.Join(new Add(), half, GraphSpec.Input);

        Assert.Null(VariantCompiler.Shape(Net(graph, 8), _problems, CancellationToken.None));
        var problem = Assert.Single(_problems.ToArray());
        Assert.Equal((DiagnosticIds.OutOfRange, "ImageSize", "8"), (problem.Id, problem.Argument, problem.Details[0]));
        Assert.Equal(
            "a side at which the inputs of each sum have one shape, such as 1; here a residual branch gives [N, 3, 4, 4] and its shortcut "
                + "[N, 3, 8, 8]",
            problem.Details[1]);
    }

    private static NetSpec Net(GraphBuilder graph, int side) => new("", TensorShape.Map(3, side), default, graph.Build());
}
