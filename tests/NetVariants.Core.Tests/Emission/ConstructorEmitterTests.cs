using System;
using NetVariants.Core.Emission;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using NetVariants.Core.Passes;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>How containers are written, in forms beyond those that the families happen to use.</summary>
public sealed class ConstructorEmitterTests
{
    private static readonly BlockDef s_block = new(
        "Unit",
        "A class, since its last step is not a module",
        EquatableArray<BlockParameter>.Of(new BlockParameter("channels", "Channels")),
        new GraphSpec(EquatableArray<NodeSpec>.Of(new NodeSpec("", new Flatten(), EquatableArray<int>.Of(GraphSpec.Input)))));

    [Fact]
    public void A_container_in_a_container_is_a_list_in_the_list() => AssertWritten(
        """
        net = nn.Sequential(
            nn.Sequential(
                ("pool", nn.AvgPool2d(2)),
                ("act", nn.ReLU(inplace: true))),
            nn.Dropout(0.5));

        """,
        graph =>
        {
            graph.Add("net.0.pool", new AvgPool2d(2));
            graph.Add("net.0.act", new ReLU());
            graph.Add("net.1", new Dropout(0.5));
        });

    [Fact]
    public void A_container_of_a_long_row_is_a_list_in_the_list() => AssertWritten(
        """
        net = nn.Sequential(
            nn.Sequential(
                new Unit(8),
                new Unit(12),
                new Unit(16),
                new Unit(20)),
            nn.Dropout(0.5));

        """,
        graph =>
        {
            graph.Add("net.0.", Repeat(count: 4, first: 0, channels: 8, step: 4));
            graph.Add("net.1", new Dropout(0.5));
        });

    [Fact]
    public void What_follows_a_loop_is_appended_under_its_name() => AssertWritten(
        """
        net = nn.Sequential(
            ("0", nn.AvgPool2d(2)),
            ("unit0", new Unit(8)),
            ("unit1", new Unit(12)));
        for (var i = 0; i < 9; i++)
            net.append($"unit{i + 2}", new Unit(16 + (i * 4L)));
        net.append("last", nn.Sequential(
            nn.ReLU(inplace: true)));

        """,
        graph =>
        {
            graph.Add("net.0", new AvgPool2d(2));
            graph.Add("net.unit", Repeat(count: 2, first: 0, channels: 8, step: 4));
            graph.Add("net.unit", Repeat(count: 9, first: 2, channels: 16, step: 4));
            graph.Add("net.last.0", new ReLU());
        });

    [Fact]
    public void A_long_row_from_the_start_is_a_loop_over_an_empty_list() => AssertWritten(
        """
        net = nn.Sequential();
        for (var i = 0; i < 5; i++)
            net.append(new Unit(8));

        """,
        graph => graph.Add("net.", Repeat(count: 5, first: 0, channels: 8, step: 0)));

    private static Repeat Repeat(long count, int first, long channels, long step) =>
        new(count, first, new Call(0, EquatableArray<Arg>.Of(channels)), EquatableArray<Arg>.Of(step));

    private static void AssertWritten(string expected, Action<GraphBuilder> build)
    {
        var graph = new GraphBuilder();
        build(graph);
        var blocks = EquatableArray<BlockDef>.Of(s_block);
        var body = InPlace.Mark(new NetSpec("", TensorShape.Map(8, 8), blocks, graph.Build())).Body;
        var writer = new SourceWriter(nullableSyntax: true, TorchNames.Qualified);
        var type = new ModuleClass(body, blocks, default);
        new ConstructorEmitter(writer, type).Assign(Assert.Single(type.Modules), "net");

        Assert.Equal(expected.ReplaceLineEndings("\n"), writer.Finish().Replace("global::TorchSharp.torch.", "", StringComparison.Ordinal));
    }
}
