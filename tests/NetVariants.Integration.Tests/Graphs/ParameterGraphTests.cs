using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using TorchSharp;
using Xunit;
using static NetVariants.Integration.Tests.Graphs.SmallGraph;
using static TorchSharp.torch;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>Parameters without a module, and the rules that initialize tensors.</summary>
public sealed class ParameterGraphTests
{
    [Fact]
    public void A_parameter_needs_no_module()
    {
        var graph = new GraphBuilder();
        var conv = graph.Add("conv", new Conv2d(3, 4, 1));
        var scale = graph.Add(new NodeSpec("stage.layer_scale", new Parameter(Layout.Map, 4, 1, 1), default));
        graph.Join(new Scale(), conv, scale);
        graph.Add("stage.norm", new BatchNorm2d(4));
        var net = Net(graph) with
        {
            Init = EquatableArray<InitRule>.Of(new InitRule("Parameter", "", new Init.Constant(0.5), "layer_scale")),
        };
        var shaped = EmittedGraphs.Shape(net);
        var graphs = EmittedGraphs.Compile([shaped]);
        using var model = graphs.Create(0);

        Assert.Equal([4L, 1, 1], StateDict.Of(shaped).Single(entry => entry.Name == "stage.layer_scale").Shape);
        Assert.True(model.state_dict()["stage.layer_scale"].allclose(full([4, 1, 1], 0.5, float64)));
        Assert.Null(GraphComparison.Differences(shaped, model, seed: 1));
    }

    [Fact]
    public void A_parameter_that_a_block_returns_is_not_overwritten()
    {
        var graph = new GraphBuilder();
        var parameter = graph.Add(new NodeSpec("position", new Parameter(Layout.Map, 3, 8, 8), default));
        var block = new BlockDef(
            "Position", "A parameter", default, graph.Build(EquatableArray<GraphOutput>.Of(new GraphOutput("result", parameter))));
        var body = new GraphBuilder();
        var conv = body.Add("conv", new Conv2d(3, 3, 1));
        var relu = body.Add("", new ReLU(), body.Add("position", new Call(0, default), conv));
        body.Join(new Add(), conv, relu);

        Check(Net(body, block), "return position.alias();", ".relu();");
    }

    [Fact]
    public void A_networks_rules_reach_parameters_in_blocks_and_the_first_counts()
    {
        var graph = new GraphBuilder();
        graph.Join(
            new Scale(),
            graph.Add("conv", new Conv2d(3, 3, 1)),
            graph.Add(new NodeSpec("layer_scale", new Parameter(Layout.Map, 3, 1, 1), default)));
        var body = new GraphBuilder();
        body.Add("block", new Call(0, default));
        var net = Net(body, new BlockDef("Scaled", "A block", default, graph.Build())) with
        {
            Init = EquatableArray<InitRule>.Of(
                new InitRule("Parameter", "", new Init.Constant(2), "layer_scale"), new InitRule("Parameter", "", new Init.Constant(1))),
        };
        var shaped = EmittedGraphs.Shape(net);
        using var model = EmittedGraphs.Compile([shaped]).Create(0);

        Assert.Equal(2, model.state_dict()["block.layer_scale"].mean().ToDouble());
        Assert.Equal(["block.layer_scale", "block.conv.weight", "block.conv.bias"], StateDict.Of(shaped).Select(entry => entry.Name));
        Assert.Equal(StateDict.Of(shaped).Select(entry => entry.Name), model.state_dict().Keys);
    }

    [Fact]
    public void The_first_matching_rule_initializes_a_tensor()
    {
        var graph = new GraphBuilder();
        graph.Add("features.0", new Conv2d(3, 4, 1));
        graph.Add("features.1", new Conv2d(4, 4, 1));
        graph.Add("last", new Conv2d(4, 4, 1));
        var net = Net(graph) with
        {
            Init = EquatableArray<InitRule>.Of(
                new InitRule("Conv2d", "weight", new Init.Constant(2), "features.1"),
                new InitRule("Conv2d", "weight", new Init.Constant(1)),
                new InitRule("Conv2d", "bias", new Init.Uniform(0.25), "last"),
                new InitRule("Conv2d", "bias", new Init.Constant(0))),
        };
        using var model = EmittedGraphs.Compile([EmittedGraphs.Shape(net)]).Create(0);
        var state = model.state_dict();

        Assert.Equal([1, 2, 1], new[] { "features.0", "features.1", "last" }.Select(name => state[$"{name}.weight"].mean().ToDouble()));
        Assert.Equal([0, 0], new[] { "features.0", "features.1" }.Select(name => state[$"{name}.bias"].abs().max().ToDouble()));
        Assert.InRange(state["last.bias"].abs().max().ToDouble(), 1e-6, 0.25);
    }
}
