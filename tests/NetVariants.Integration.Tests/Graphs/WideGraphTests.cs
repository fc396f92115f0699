using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>What a graph can say beyond the families' networks: each thing in a small graph that is emitted, compiled and run.</summary>
public sealed class WideGraphTests
{
    private static readonly BlockParameter s_channels = new("channels", "Channels");

    [Fact]
    public void Operations_take_any_number_of_inputs()
    {
        var graph = new GraphBuilder();
        var first = graph.Add("first", new Conv2d(3, 4, 1), GraphSpec.Input);
        var second = graph.Add("second", new Conv2d(3, 4, 1), GraphSpec.Input);
        var third = graph.Add("third", new Conv2d(3, 4, 1), GraphSpec.Input);
        var sum = graph.Join(new Add(), first, second, third);
        graph.Join(new Concat(), sum, second, GraphSpec.Input);

        Check(Net(graph), "cat(new[] { x1, x2, input }, 1)", "x1.add_(x2).add_(x3);");
    }

    [Fact]
    public void A_value_that_is_read_later_is_not_overwritten()
    {
        var graph = new GraphBuilder();
        var conv = graph.Add("conv", new Conv2d(3, 4, 1));
        var relu = graph.Add("", new ReLU());
        graph.Join(new Add(), conv, relu);

        Check(Net(graph), "x1.relu();", "x1.add_(x2);");
    }

    [Fact]
    public void A_value_that_the_gradient_needs_is_not_overwritten()
    {
        var graph = new GraphBuilder();
        var relu = graph.Add("", new ReLU(), graph.Add("conv", new Conv2d(3, 3, 1)));
        graph.Join(new Add(), relu, GraphSpec.Input);

        Check(Net(graph), "x1.relu_();", "= x1.add(input);");
    }

    [Fact]
    public void Results_have_names()
    {
        var graph = new GraphBuilder();
        var small = graph.Add("down", new Conv2d(3, 4, 3) { Stride = 2, Padding = 1 });
        var large = graph.Add("up", new Conv2d(3, 4, 1), GraphSpec.Input);
        var net = Check(
            Net(graph.Build(EquatableArray<GraphOutput>.Of(new("large", large), new("small", small), new("image", GraphSpec.Input)))),
            "(global::TorchSharp.torch.Tensor large, global::TorchSharp.torch.Tensor small, global::TorchSharp.torch.Tensor image) forward",
            "return (x2, x1, input.alias());");

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
    public void Arguments_of_blocks_are_integers_reals_flags_and_members()
    {
        Arg channels = Arg.Parameter(0), kernel = Arg.Parameter(1);
        var graph = new GraphBuilder();
        graph.Add("conv", new Conv2d(channels, channels * 2, kernel) { Padding = kernel / 2 });
        graph.Add("", new Dropout(Arg.Parameter(2, ArgType.Real)));
        graph.Add("", new Upsample(Arg.Parameter(4, ArgType.Enum)));
        graph.Add("norm", new BatchNorm2d(channels * 2), graph.Last, when: 3);
        var block = new BlockDef(
            "Block",
            "A block",
            EquatableArray<BlockParameter>.Of(
                s_channels,
                new("kernel", "Kernel", Default: 3),
                new("rate", "Dropout", ArgType.Real, Default: 0.0),
                new("norm", "Whether it is normalised", ArgType.Flag, Default: true),
                new("mode", "How it is enlarged", ArgType.Enum, Default: Arg.Member(0), EnumType: Upsample.Modes)),
            graph.Build());
        var body = new GraphBuilder();
        body.Add("plain", new Call(0, EquatableArray<Arg>.Of(3, 3, 0.0, true, Arg.Member(0))));
        body.Add("other", new Call(0, EquatableArray<Arg>.Of(6, 5, 0.0, false, Arg.Member(1))));

        Check(
            Net(body, block),
            "new Block(3, device: device",
            "new Block(6, kernel: 5, norm: false, mode: global::TorchSharp.torch.InterpolationMode.Bilinear, device: device",
            "Conv2d(channels, 2 * channels, kernel, padding: kernel / 2, device: device",
            "dropout(x1, _rate, training)",
            "mode: _mode)");
    }

    [Fact]
    public void A_row_of_blocks_steps_each_argument()
    {
        Arg channels = Arg.Parameter(0), width = Arg.Parameter(1);
        var graph = new GraphBuilder();
        graph.Add("reduce", new Conv2d(channels, width, 1));
        graph.Add("", new Dropout(Arg.Parameter(2, ArgType.Real)));
        graph.Join(new Concat(), GraphSpec.Input, graph.Add("expand", new Conv2d(width, 2, 1)));
        var block = new BlockDef("Unit", "A unit", EquatableArray<BlockParameter>.Of(s_channels, new("width", "Width"), new("rate", "Dropout", ArgType.Real)), graph.Build());
        var body = new GraphBuilder();
        body.Add("row.", new Repeat(5, 0, new Call(0, EquatableArray<Arg>.Of(3, 4, 0.0)), EquatableArray<Arg>.Of(2, 1, 0.0)));
        var net = Check(Net(body, block), "new Unit(3 + (i * 2L), 4 + (i * 1L), 0, device: device");

        Assert.Equal(TensorShape.Map(13, 8), net.Output(0));
        Assert.Equal("Conv2d 11→8, 1×1", net.Graph.Nodes[16].Op.Describe());
    }

    [Fact]
    public void Blocks_take_several_inputs()
    {
        var graph = new GraphBuilder();
        var gate = graph.Add("gate", new Conv2d(Arg.Parameter(0), Arg.Parameter(0), 1), -2);
        graph.Join(new Add(), GraphSpec.Input, gate);
        var block = new BlockDef("Merge", "A sum", EquatableArray<BlockParameter>.Of(s_channels), graph.Build(inputs: EquatableArray<string>.Of("map", "skip")));
        var body = new GraphBuilder();
        var conv = body.Add("conv", new Conv2d(3, 3, 3) { Padding = 1 });
        body.Add(new NodeSpec("merge", new Call(0, EquatableArray<Arg>.Of(3)), EquatableArray<int>.Of(conv, GraphSpec.Input)));

        Check(Net(body, block), "forward(global::TorchSharp.torch.Tensor map, global::TorchSharp.torch.Tensor skip)", "x1.add_(map);", "merge.call(x1, input)");
    }

    [Fact]
    public void Nodes_of_any_kind_are_optional()
    {
        const int Flag = 1;
        var channels = Arg.Parameter(0);
        var graph = new GraphBuilder();
        var conv = graph.Add("conv", new Conv2d(channels, channels, 3) { Padding = 1 });
        var sum = graph.Add(new NodeSpec("", new Add(), EquatableArray<int>.Of(conv, GraphSpec.Input), When: Flag));
        var relu = graph.Add("", new ReLU(), GraphSpec.Input, when: Flag);
        graph.Join(new Concat(), sum, relu);
        graph.Add("expand", new Conv2d(channels * 2, channels * 3, 1), graph.Last, when: Flag);
        var block = new BlockDef("Block", "A block", EquatableArray<BlockParameter>.Of(s_channels, new("rich", "Whether", ArgType.Flag, Default: false)), graph.Build());
        var body = new GraphBuilder();
        body.Add("rich", new Call(0, EquatableArray<Arg>.Of(3, true)));
        body.Add("poor", new Call(0, EquatableArray<Arg>.Of(9, false)));
        var net = Check(Net(body, block), "if (_rich)\n", "_rich ? input.relu() : null;", "new[] { x1, x2 ?? input }", "= x4 ?? x3.alias();");

        Assert.Equal(TensorShape.Map(18, 8), net.Output(0));
    }

    [Fact]
    public void Absent_modules_leave_no_gap_in_the_numbers()
    {
        const int Expands = 1;
        var channels = Arg.Parameter(0);
        var graph = new GraphBuilder();
        graph.Add("block.#", new Conv2d(channels, channels, 1), GraphSpec.Input, when: Expands);
        graph.Add("block.#", new ReLU(), graph.Last, when: Expands);
        graph.Add("block.#", new Conv2d(channels, channels, 3) { Padding = 1 });
        var block = new BlockDef(
            "Inverted", "A block", EquatableArray<BlockParameter>.Of(s_channels, new("expands", "Whether it expands", ArgType.Flag, Default: true)), graph.Build());
        var body = new GraphBuilder();
        body.Add("one", new Call(0, EquatableArray<Arg>.Of(3, true)));
        body.Add("two", new Call(0, EquatableArray<Arg>.Of(3, false)));
        var net = Check(Net(body, block), "if (expands)\n", "    block.append(");

        Assert.Equal(
            ["one.block.0.weight", "one.block.0.bias", "one.block.2.weight", "one.block.2.bias", "two.block.0.weight", "two.block.0.bias"],
            StateDict.Of(net).Select(entry => entry.Name));
    }

    [Fact]
    public void Parameters_need_no_module()
    {
        var graph = new GraphBuilder();
        var conv = graph.Add("conv", new Conv2d(3, 4, 1));
        var scale = graph.Add(new NodeSpec("stage.layer_scale", new Parameter(Layout.Map, 4, 1, 1), default));
        graph.Join(new Scale(), conv, scale);
        graph.Add("stage.norm", new BatchNorm2d(4));
        var net = Net(graph) with { Init = EquatableArray<InitRule>.Of(new InitRule("Parameter", "", new Init.Constant(0.5), "layer_scale")) };
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

        Check(Net(body, block), "return position.alias();", "x2.relu();");
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
    public void The_first_rule_that_fits_initialises_a_tensor()
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

    [Fact]
    public void Containers_need_not_be_chains()
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
            "fpn.layer._1.call(x3)");

        Assert.Equal(
            ["fpn.inner.0.weight", "fpn.inner.1.weight", "fpn.layer.0.weight", "fpn.layer.1.conv.weight", "fpn.layer.1.norm.weight"],
            StateDict.Of(net).Select(entry => entry.Name).Where(name => name.EndsWith(".weight", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void A_network_runs_on_images_of_a_multiple_of_a_side()
    {
        var graph = new GraphBuilder();
        var fine = graph.Add("fine", new Conv2d(3, 4, 3) { Padding = 1 });
        graph.Add("", new Upsample(Arg.Member(0)), graph.Add("pool", new MaxPool2d(2, 2), fine));
        graph.Join(new Concat(), fine, graph.Last);
        var net = Check(Net(graph));

        Assert.Equal("a side that is a multiple of 2", net.ImageRule.ToString());
        Assert.Equal(2, net.ImageRule.Smallest);
    }

    [Fact]
    public void Two_levels_of_enlarging_need_a_multiple_of_four()
    {
        var graph = new GraphBuilder();
        var fine = graph.Add("fine", new Conv2d(3, 4, 3) { Padding = 1 });
        var middle = graph.Add("middle", new MaxPool2d(2, 2), fine);
        graph.Add("", new Upsample(Arg.Member(0)), graph.Add("coarse", new MaxPool2d(2, 2), middle));
        graph.Add("", new Upsample(Arg.Member(0)), graph.Join(new Add(), middle, graph.Last));
        graph.Join(new Concat(), fine, graph.Last);

        Assert.Equal("a side that is a multiple of 4", Check(Net(graph)).ImageRule.ToString());
    }

    [Fact]
    public void Embedded_positions_need_the_side_that_they_were_made_for()
    {
        var graph = new GraphBuilder();
        var patches = graph.Add("conv_proj", new Conv2d(3, 4, 4) { Stride = 4 });
        graph.Join(new Add(), patches, graph.Add(new NodeSpec("pos_embedding", new Parameter(Layout.Map, 4, 2, 2), default)));

        Assert.Equal("exactly 8×8", Check(Net(graph)).ImageRule.ToString());
    }

    [Fact]
    public void A_network_runs_on_images_of_one_side()
    {
        var graph = new GraphBuilder();
        graph.Add("conv", new Conv2d(3, 2, 3) { Padding = 1 });
        graph.Add("", new Flatten());
        graph.Add("head", new Linear(2 * 8 * 8, 5));

        Assert.Equal("exactly 8×8", Check(Net(graph)).ImageRule.ToString());
    }

    private static NetSpec Net(GraphBuilder graph, params BlockDef[] blocks) => Net(graph.Build(), blocks);

    private static NetSpec Net(GraphSpec graph, params BlockDef[] blocks) => new("Graph", TensorShape.Map(3, 8), new EquatableArray<BlockDef>(blocks), graph);

    /// <summary>Emits, compiles and runs a graph against the interpreter, and looks for pieces of its text.</summary>
    private static ShapedNet Check(NetSpec spec, params string[] pieces)
    {
        var net = EmittedGraphs.Shape(spec);
        var graphs = EmittedGraphs.Compile([net]);
        using var model = graphs.Create(0);

        Assert.Null(GraphComparison.Differences(net, model, seed: 1));
        foreach (var piece in pieces)
            Assert.Contains(piece, graphs.Text, System.StringComparison.Ordinal);
        Assert.Equal(StateDict.Of(net).Select(entry => entry.Name).Order(), model.state_dict().Keys.Order());
        return net;
    }
}
