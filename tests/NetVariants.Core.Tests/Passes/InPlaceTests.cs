using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using NetVariants.Core.Passes;
using Xunit;

namespace NetVariants.Core.Tests.Passes;

/// <summary>Which nodes may overwrite an input; what comes of it in a running network, GraphFuzzTests compare.</summary>
public sealed class InPlaceTests
{
    private readonly GraphBuilder _graph = new();

    [Fact]
    public void A_result_that_nobody_reads_again_is_overwritten()
    {
        _graph.Add("conv", new Conv2d(3, 3, 1));
        var relu = _graph.Add("", new ReLU());

        Assert.Equal(0, Marked(relu));
    }

    [Fact]
    public void The_graphs_input_is_not_overwritten()
    {
        var relu = _graph.Add("", new ReLU());

        Assert.Equal(-1, Marked(relu));
    }

    [Fact]
    public void A_view_of_the_graphs_input_is_not_overwritten()
    {
        _graph.Add("", new Flatten());
        var relu = _graph.Add("", new ReLU());

        Assert.Equal(-1, Marked(relu));
    }

    [Fact]
    public void A_parameter_is_not_overwritten()
    {
        var parameter = _graph.Add(new NodeSpec("scale", new Parameter(Layout.Map, 3, 1, 1), default));
        var relu = _graph.Add("", new ReLU(), parameter);

        Assert.Equal(-1, Marked(relu));
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(1, 0)]
    public void A_tapped_feature_is_not_overwritten(int tap, int overwrites)
    {
        var relu = _graph.Add("", new ReLU(), _graph.Add("conv", new Conv2d(3, 3, 1)));

        Assert.Equal(overwrites, Marked(relu, tap));
    }

    [Fact]
    public void An_output_is_not_overwritten()
    {
        var conv = _graph.Add("conv", new Conv2d(3, 3, 1));
        var relu = _graph.Add("", new ReLU(), conv);
        var graph = _graph.Build(EquatableArray<GraphOutput>.Of(new("map", conv), new("active", relu)));

        Assert.Equal(-1, InPlace.Mark(new NetSpec("", TensorShape.Map(3, 8), default, graph)).Body.Nodes[relu].Overwrites);
    }

    [Fact]
    public void An_input_that_dropout_may_return_is_not_overwritten_while_it_is_read()
    {
        var conv = _graph.Add("conv", new Conv2d(3, 3, 1));
        var relu = _graph.Add("", new ReLU(), _graph.Add("", new Dropout(0.5), conv));
        _graph.Join(new Add(), relu, conv);

        Assert.Equal(-1, Marked(relu));
    }

    [Fact]
    public void A_sum_overwrites_whichever_input_it_may()
    {
        var conv = _graph.Add("conv", new Conv2d(3, 3, 1));
        var sum = _graph.Join(new Add(), GraphSpec.Input, conv);

        Assert.Equal(1, Marked(sum));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, -1)]
    public void A_blocks_result_is_overwritten_only_if_its_backward_pass_does_not_need_it(bool endsInReLU, int overwrites)
    {
        var block = new GraphBuilder();
        block.Join(new Concat(), GraphSpec.Input, block.Add("conv", new Conv2d(3, 3, 1)));
        if (endsInReLU)
            block.Add("", new ReLU());
        _graph.Add("block", new Call(0, default));
        var relu = _graph.Add("", new ReLU());
        var net = new NetSpec(
            "",
            TensorShape.Map(3, 8),
            EquatableArray<BlockDef>.Of(new BlockDef("Block", "A block", default, block.Build())),
            _graph.Build());

        Assert.Equal(overwrites, InPlace.Mark(net).Body.Nodes[relu].Overwrites);
    }

    private int Marked(int node, params int[] taps) =>
        InPlace.Mark(
            new NetSpec(
                "", TensorShape.Map(3, 8), default, _graph.Build(), Taps: new EquatableArray<int>(taps))).Body.Nodes[node].Overwrites;
}
