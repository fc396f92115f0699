using System.Collections.Generic;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using NetVariants.Core.Passes;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>Random graphs, emitted, compiled and run, compute what an interpreter computes that never works in place.</summary>
public sealed class GraphFuzzTests
{
    private const int Batch = 50;

    [Fact]
    public void Random_graphs_compute_what_the_interpreter_computes()
    {
        foreach (var seeds in Enumerable.Range(0, LongRun.Count(2_000)).Chunk(Batch))
            Assert.Empty(Differences(seeds, overwritesAlways: false));
    }

    [Fact]
    public void Random_graphs_work_in_place_in_every_way()
    {
        NodeSpec[] nodes = [.. Enumerable.Range(0, LongRun.Count(2_000)).Select(seed => InPlace.Mark(RandomGraph.Create(seed)))
            .SelectMany(net => net.Blocks.Select(block => block.Body).Append(net.Body)).SelectMany(graph => graph.Nodes)];

        Assert.Contains(nodes, node => node is { Op: ReLU, Overwrites: 0, IsModule: true });
        Assert.Contains(nodes, node => node is { Op: ReLU, Overwrites: 0, IsModule: false });
        Assert.Contains(nodes, node => node is { Op: ReLU, Overwrites: -1, IsModule: false });
        Assert.Contains(nodes, node => node is { Op: Add, Overwrites: 0, Condition: >= 0 });
        Assert.Contains(nodes, node => node is { Op: Add, Overwrites: > 0 });
        Assert.Contains(nodes, node => node is { Op: Add, Overwrites: -1, Inputs.Count: 3 });
    }

    [Fact]
    public void Overwriting_a_needed_value_is_detected()
    {
        var differences = Differences([.. Enumerable.Range(0, Batch)], overwritesAlways: true);

        Assert.InRange(differences.Count, Batch / 4, Batch);
        Assert.Contains(differences, difference => difference.Contains("inplace", System.StringComparison.Ordinal));
        Assert.Contains(differences, difference => difference.Contains("differ by", System.StringComparison.Ordinal));
    }

    private static List<string> Differences(IReadOnlyList<int> seeds, bool overwritesAlways)
    {
        ShapedNet[] nets = [.. seeds.Select(
            seed => overwritesAlways
                ? EmittedGraphs.Shape(Overwrite(RandomGraph.Create(seed)), isMarked: true)
                : EmittedGraphs.Shape(RandomGraph.Create(seed)))];
        var graphs = EmittedGraphs.Compile(nets);
        List<string> differences = [];
        for (var i = 0; i < nets.Length; i++)
        {
            using var model = graphs.Create(i);
            if (GraphComparison.Differences(nets[i], model, seeds[i]) is { } difference)
                differences.Add($"{seeds[i]}: {difference}");
        }

        return differences;
    }

    /// <summary>An analysis that looks at nothing but the operation.</summary>
    private static NetSpec Overwrite(NetSpec net) => net with
    {
        Body = Overwrite(net.Body),
        Blocks = new EquatableArray<BlockDef>(net.Blocks.Select(block => block with { Body = Overwrite(block.Body) })),
    };

    private static GraphSpec Overwrite(GraphSpec graph) => graph with
    {
        Nodes = new EquatableArray<NodeSpec>(graph.Nodes.Select(node => node.Op.CanOverwrite(0) ? node with { Overwrites = 0 } : node)),
    };
}
