using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using Xunit;
using static NetVariants.Integration.Tests.Graphs.SmallGraph;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>Arguments, inputs and optional nodes of blocks, in graphs that are emitted, compiled and run.</summary>
public sealed class BlockGraphTests
{
    [Fact]
    public void Arguments_of_blocks_are_integers_reals_flags_and_members()
    {
        Arg channels = Arg.Parameter(0), kernel = Arg.Parameter(1);
        var graph = new GraphBuilder();
        graph.Add("conv", new Conv2d(channels, channels * 2, kernel) { Padding = kernel / 2 });
        graph.Add("", new Dropout(Arg.Parameter(2, ArgType.Real)));
        graph.Add("", new Upsample(Arg.Parameter(4, ArgType.Enum)));
        graph.Add("norm", new BatchNorm2d(channels * 2), graph.Last, condition: 3);
        var block = new BlockDef(
            "Block",
            "A block",
            EquatableArray<BlockParameter>.Of(
                Channels,
                new("kernel", "Kernel", Default: 3),
                new("rate", "Dropout", ArgType.Real, Default: 0.0),
                new("norm", "Whether it is normalized", ArgType.Flag, Default: true),
                new("mode", "How it is enlarged", ArgType.Enum, Default: Arg.Member(0), EnumType: Upsample.Modes)),
            graph.Build());
        var body = new GraphBuilder();
        body.Add("plain", new Call(0, EquatableArray<Arg>.Of(3, 3, 0.0, true, Arg.Member(0))));
        body.Add("other", new Call(0, EquatableArray<Arg>.Of(6, 5, 0.0, false, Arg.Member(1))));

        Check(
            Net(body, block),
            "new Block(3, device: device",
            "kernel: 5, norm: false",
            "mode: global::TorchSharp.torch.InterpolationMode.Bilinear",
            "2 * channels, kernel, padding: kernel / 2",
            ", _rate, training)",
            "mode: _mode)");
    }

    [Fact]
    public void A_repeated_block_steps_each_argument()
    {
        Arg channels = Arg.Parameter(0), width = Arg.Parameter(1);
        var graph = new GraphBuilder();
        graph.Add("reduce", new Conv2d(channels, width, 1));
        graph.Add("", new Dropout(Arg.Parameter(2, ArgType.Real)));
        graph.Join(new Concat(), GraphSpec.Input, graph.Add("expand", new Conv2d(width, 2, 1)));
        var block = new BlockDef(
            "Unit",
            "A unit",
            EquatableArray<BlockParameter>.Of(Channels, new("width", "Width"), new("rate", "Dropout", ArgType.Real)),
            graph.Build());
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
        var block = new BlockDef(
            "Merge", "A sum", EquatableArray<BlockParameter>.Of(Channels), graph.Build(inputs: EquatableArray<string>.Of("map", "skip")));
        var body = new GraphBuilder();
        var conv = body.Add("conv", new Conv2d(3, 3, 3) { Padding = 1 });
        body.Add(new NodeSpec("merge", new Call(0, EquatableArray<Arg>.Of(3)), EquatableArray<int>.Of(conv, GraphSpec.Input)));

        Check(
            Net(body, block),
            "forward(global::TorchSharp.torch.Tensor map, global::TorchSharp.torch.Tensor skip)",
            "output.add_(map);",
            "merge.call(maps, input)");
    }

    [Fact]
    public void Nodes_of_any_kind_are_optional()
    {
        const int Flag = 1;
        var channels = Arg.Parameter(0);
        var graph = new GraphBuilder();
        var conv = graph.Add("conv", new Conv2d(channels, channels, 3) { Padding = 1 });
        var sum = graph.Add(new NodeSpec("", new Add(), EquatableArray<int>.Of(conv, GraphSpec.Input), Condition: Flag));
        var relu = graph.Add("", new ReLU(), GraphSpec.Input, condition: Flag);
        graph.Join(new Concat(), sum, relu);
        graph.Add("expand", new Conv2d(channels * 2, channels * 3, 1), graph.Last, condition: Flag);
        var block = new BlockDef(
            "Block",
            "A block",
            EquatableArray<BlockParameter>.Of(Channels, new("rich", "Whether", ArgType.Flag, Default: false)),
            graph.Build());
        var body = new GraphBuilder();
        body.Add("rich", new Call(0, EquatableArray<Arg>.Of(3, true)));
        body.Add("poor", new Call(0, EquatableArray<Arg>.Of(9, false)));
        var net = Check(
            Net(body, block),
            "if (_rich)\n",
            "_rich ? input.relu() : null;",
            "new[] { maps, activated ?? input }",
            "= maps2 ?? joined.alias();");

        Assert.Equal(TensorShape.Map(18, 8), net.Output(0));
    }

    [Fact]
    public void Absent_modules_leave_no_gap_in_the_numbers()
    {
        const int Expands = 1;
        var channels = Arg.Parameter(0);
        var graph = new GraphBuilder();
        graph.Add("block.#", new Conv2d(channels, channels, 1), GraphSpec.Input, condition: Expands);
        graph.Add("block.#", new ReLU(), graph.Last, condition: Expands);
        graph.Add("block.#", new Conv2d(channels, channels, 3) { Padding = 1 });
        var block = new BlockDef(
            "Inverted",
            "A block",
            EquatableArray<BlockParameter>.Of(Channels, new("expands", "Whether it expands", ArgType.Flag, Default: true)),
            graph.Build());
        var body = new GraphBuilder();
        body.Add("one", new Call(0, EquatableArray<Arg>.Of(3, true)));
        body.Add("two", new Call(0, EquatableArray<Arg>.Of(3, false)));
        var net = Check(Net(body, block), "if (expands)\n", "    block.append(");

        Assert.Equal(
            ["one.block.0.weight", "one.block.0.bias", "one.block.2.weight", "one.block.2.bias", "two.block.0.weight", "two.block.0.bias"],
            StateDict.Of(net).Select(entry => entry.Name));
    }
}
