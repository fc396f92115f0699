using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using Xunit;
using static NetVariants.Integration.Tests.Graphs.SmallGraph;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>Inputs, results and shapes of operations, in graphs that are emitted, compiled and run.</summary>
public sealed class OperationGraphTests
{
    [Fact]
    public void Operations_take_any_number_of_inputs()
    {
        var graph = new GraphBuilder();
        var first = graph.Add("first", new Conv2d(3, 4, 1), GraphSpec.Input);
        var second = graph.Add("second", new Conv2d(3, 4, 1), GraphSpec.Input);
        var third = graph.Add("third", new Conv2d(3, 4, 1), GraphSpec.Input);
        var sum = graph.Join(new Add(), first, second, third);
        graph.Join(new Concat(), sum, second, GraphSpec.Input);

        Check(Net(graph), "cat(new[] { maps, maps2, input }, 1)", "maps.add_(maps2).add_(maps3);");
    }

    [Fact]
    public void A_value_that_is_read_later_is_not_overwritten()
    {
        var graph = new GraphBuilder();
        var conv = graph.Add("conv", new Conv2d(3, 4, 1));
        var relu = graph.Add("", new ReLU());
        graph.Join(new Add(), conv, relu);

        Check(Net(graph), "features.relu();", "features.add_(activated);");
    }

    [Fact]
    public void A_value_that_the_gradient_needs_is_not_overwritten()
    {
        var graph = new GraphBuilder();
        var relu = graph.Add("", new ReLU(), graph.Add("conv", new Conv2d(3, 3, 1)));
        graph.Join(new Add(), relu, GraphSpec.Input);

        Check(Net(graph), "maps.relu_();", "= maps.add(input);");
    }

    [Fact]
    public void Outputs_have_names()
    {
        var graph = new GraphBuilder();
        var small = graph.Add("down", new Conv2d(3, 4, 3) { Stride = 2, Padding = 1 });
        var large = graph.Add("up", new Conv2d(3, 4, 1), GraphSpec.Input);
        var net = Check(
            Net(graph.Build(EquatableArray<GraphOutput>.Of(new("large", large), new("small", small), new("image", GraphSpec.Input)))),
            "(global::TorchSharp.torch.Tensor large, global::TorchSharp.torch.Tensor small, global::TorchSharp.torch.Tensor image) forward",
            "return (maps2, maps, input.alias());");

        Assert.Equal(TensorShape.Map(4, 8), net.Output(0));
        Assert.Equal(TensorShape.Map(4, 4), net.Output(1));
    }

    [Fact]
    public void Shapes_are_maps_grids_tokens_and_vectors()
    {
        var graph = new GraphBuilder();
        graph.Add("conv", new Conv2d(3, 4, 2) { Stride = 2 });
        var grid = graph.Add("", new ToGrid());
        graph.Add("norm", new LayerNorm(4));
        graph.Add("expand", new Linear(4, 8));
        var tokens = graph.Add("", new ToTokens(), grid);
        graph.Add("head", new Linear(4, 5));
        var net = Check(Net(graph.Build(EquatableArray<GraphOutput>.Of(new("grid", grid + 2), new("tokens", tokens + 1)))));

        Assert.Equal("[N, 4, 4, 8]", net.Output(0).ToString());
        Assert.Equal("[N, 16, 5]", net.Output(1).ToString());
        Assert.Equal((16 * 4 * 12) + (16 * 4 * 8) + (16 * 4 * 5), net.Macs);
    }

    [Fact]
    public void Containers_may_branch()
    {
        var graph = new GraphBuilder();
        var inner = graph.Add("fpn.inner.0", new Conv2d(3, 4, 1));
        var layer = graph.Add("fpn.layer.0", new Conv2d(4, 4, 3) { Padding = 1 }, inner);
        var next = graph.Add("fpn.inner.1", new Conv2d(3, 4, 1), GraphSpec.Input);
        graph.Join(new Add(), next, inner);
        graph.Add("fpn.layer.1.conv", new Conv2d(4, 4, 1));
        var last = graph.Add("fpn.layer.1.norm", new BatchNorm2d(4));
        var net = Check(
            Net(graph.Build(EquatableArray<GraphOutput>.Of(new("first", layer), new("second", last)))),
            "public sealed class FpnInnerModules : global::TorchSharp.torch.nn.Module",
            "fpn.inner._0.call(input)",
            "fpn.layer._1.call(maps3)");

        Assert.Equal(
            ["fpn.inner.0.weight", "fpn.inner.1.weight", "fpn.layer.0.weight", "fpn.layer.1.conv.weight", "fpn.layer.1.norm.weight"],
            StateDict.Of(net).Select(entry => entry.Name).Where(name => name.EndsWith(".weight", System.StringComparison.Ordinal)));
    }
}
