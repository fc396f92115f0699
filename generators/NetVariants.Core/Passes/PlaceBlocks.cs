using System;
using System.Collections.Generic;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Passes;

/// <summary>Puts the blocks that nodes use by definition before the network's own, each once, and calls in the nodes' places.</summary>
internal static class PlaceBlocks
{
    /// <summary>The network without <see cref="Use"/>.</summary>
    public static NetSpec Apply(NetSpec net)
    {
        var placed = new List<BlockDef>();
        Collect(net.Body, placed);
        foreach (var block in net.Blocks)
            Collect(block.Body, placed);
        if (placed.Count == 0)
            return net;
        var shift = placed.Count;
        net = Rewriting.Nodes(net, _ => node => node with
        {
            Op = node.Op switch
            {
                Use use => Placed(use),
                Call call => Shifted(call),
                Repeat repeat => repeat with { Body = Shifted(repeat.Body) },
                var op => op,
            },
        });
        return net with { Blocks = new EquatableArray<BlockDef>([.. placed, .. net.Blocks]) };

        Call Placed(Use use) => new(placed.IndexOf(use.Block), use.Arguments);

        Call Shifted(Call call) => call with { Block = call.Block + shift };
    }

    private static void Collect(GraphSpec graph, List<BlockDef> placed)
    {
        foreach (var node in graph.Nodes)
        {
            if (node.Op is not Use use || placed.Contains(use.Block))
                continue;
            foreach (var inner in use.Block.Body.Nodes)
            {
                if (inner.Op is Use or Call or Repeat)
                    throw new ArgumentException("A block that is used by its definition calls no other: " + use.Block.Name + " does.",
                        nameof(graph));
            }

            placed.Add(use.Block);
        }
    }
}
