using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using Xunit;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>A small graph of a test, on three channels of 8×8 pixels.</summary>
internal static class SmallGraph
{
    /// <summary>The parameter of a block that stands for its channels.</summary>
    public static BlockParameter Channels { get; } = new("channels", "Channels");

    public static NetSpec Net(GraphBuilder graph, params BlockDef[] blocks) => Net(graph.Build(), blocks);

    public static NetSpec Net(GraphSpec graph, params BlockDef[] blocks) =>
        new("Graph", TensorShape.Map(3, 8), new EquatableArray<BlockDef>(blocks), graph);

    /// <summary>Emits, compiles and runs a graph against the interpreter, and looks for pieces of its text.</summary>
    public static ShapedNet Check(NetSpec spec, params string[] pieces)
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
