using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>A block is written as a <c>Sequential</c> where each of its steps is a module that takes what the one before gives.</summary>
public sealed class BlockTests
{
    public static TheoryData<string, bool, NodeSpec[]> Blocks => new()
    {
        { "modules in a row", true, [Node("conv", [-1]), Node("pool", [0])] },
        { "a function", false, [Node("conv", [-1]), Node("", [0])] },
        { "a module that may be absent", false, [Node("conv", [-1]), Node("pool", [0], condition: 0)] },
        { "two inputs", false, [Node("conv", [-1]), Node("sum", [0, -1])] },
        { "a module next to another", false, [Node("conv", [-1]), Node("pool", [-1])] },
        { "two inputs and no module", false, [Node("conv", [-1]), Node("sum", [0, -1], condition: 1)] },
    };

    [Theory, MemberData(nameof(Blocks))]
    public void A_chain_of_layers_becomes_a_Sequential(string name, bool isChain, NodeSpec[] nodes) =>
        Assert.Equal(isChain, new BlockDef(name, name, default, new GraphSpec(new EquatableArray<NodeSpec>(nodes))).IsChain);

    [Fact]
    public void A_chain_that_is_computed_again_is_a_class()
    {
        var conv = Node("conv", [-1]);

        Assert.False(Block(conv with { IsRecomputed = true }).IsChain);
        Assert.False((Block(conv) with { KeepsFeatures = true }).IsChain);

        static BlockDef Block(NodeSpec node) => new("block", "block", default, new GraphSpec(EquatableArray<NodeSpec>.Of(node)));
    }

    private static NodeSpec Node(string path, int[] inputs, int condition = -1) =>
        new(path, new ReLU(), new EquatableArray<int>(inputs), Condition: condition);
}
