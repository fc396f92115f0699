using System;
using System.Linq;
using NetVariants.Core.Emission;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>Blocks whose first nodes the backward pass computes again, and rows of them.</summary>
public sealed class CheckpointedBlockTests
{
    private static readonly NodeSpec s_conv = new("conv", new Conv2d(2, 2, 1), EquatableArray<int>.Of(-1)) { IsRecomputed = true };
    private static readonly NodeSpec s_relu = new("", new ReLU(), EquatableArray<int>.Of(0));

    public static TheoryData<string, NodeSpec[]> Unsupported => new()
    {
        { "does not end by joining", [s_conv, s_relu] },
        { "does not end by joining", [s_conv, s_relu, Joined(0, 1)] },
        { "does not end by joining", [s_conv, s_relu, Joined(-1, 0)] },
        { "reads more", [s_conv, s_relu with { IsRecomputed = true }, Added(1, 0), Joined(-1, 2)] },
        { "reads more", [s_conv, Added(0, -1), Joined(-1, 1)] },
        { "reads more", [s_conv, s_relu, s_conv with { Inputs = EquatableArray<int>.Of(1) }, Joined(-1, 2)] },
        { "random numbers", [new NodeSpec("", new Dropout(0.5), EquatableArray<int>.Of(-1)) { IsRecomputed = true }, Joined(-1, 0)] },
        { "statistics twice", [Norm("norm1", -1), Norm("norm2", 0), Joined(-1, 1)] },
    };

    [Theory, MemberData(nameof(Unsupported))]
    public void A_block_that_cannot_be_computed_again_is_refused(string reason, NodeSpec[] nodes)
    {
        var error = Assert.Throws<ArgumentException>(() => Write(Layer(nodes)));

        Assert.Contains("The block Layer", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_is_of_blocks_that_are_computed_again()
    {
        var plain = Layer([s_conv with { IsRecomputed = false }, s_relu, Joined(-1, 1)]);
        var call = new Call(0, default);

        Assert.Throws<ArgumentException>(() => Write(plain, Row(new Repeat(2, 1, call))));
        Assert.Throws<ArgumentException>(() => Write(plain, Row(call)));
    }

    [Fact]
    public void Rules_for_the_weights_of_a_row_are_refused() => Assert.Throws<ArgumentException>(() => Write(
        Layer([s_conv, s_relu, Joined(-1, 1)]),
        Row(new Repeat(2, 1, new Call(0, default))) with
        {
            Init = EquatableArray<InitRule>.Of(new InitRule("Conv2d", "weight", new Init.Constant(0))),
        }));

    private static NodeSpec Joined(params int[] inputs) => new("", new Concat(), new EquatableArray<int>(inputs));

    private static NodeSpec Added(params int[] inputs) => new("", new Add(), new EquatableArray<int>(inputs));

    private static NodeSpec Norm(string path, int input) =>
        new(path, new BatchNorm2d(2), EquatableArray<int>.Of(input)) { IsRecomputed = true };

    private static BlockDef Layer(NodeSpec[] nodes) => new("Layer", "A layer", default, new GraphSpec(new EquatableArray<NodeSpec>(nodes)));

    private static BlockDef Row(Op op) =>
        new("Row", "A row", default, new GraphSpec(EquatableArray<NodeSpec>.Of(new NodeSpec("layer", op, EquatableArray<int>.Of(-1)))))
        {
            KeepsFeatures = true,
        };

    private static void Write(params BlockDef[] blocks) => BlockEmitter.Write(
        new SourceWriter(nullableSyntax: true, TorchNames.Qualified),
        blocks.Last(),
        new NetSpec("", TensorShape.Map(2, 8), new EquatableArray<BlockDef>(blocks), new GraphSpec(default)));
}
