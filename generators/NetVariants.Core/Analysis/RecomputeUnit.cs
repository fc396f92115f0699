using System;
using System.Collections.Generic;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>A module that can be computed again by itself: it takes one tensor, and what it computes is seen by its result alone.</summary>
/// <param name="Path">The module's path.</param>
/// <param name="Start">Its first node in the expanded graph.</param>
/// <param name="End">The node after its last.</param>
/// <param name="Input">The node whose result it takes; negative for the image.</param>
/// <param name="FollowsOn">Whether it takes what the unit before gives, and nobody else does.</param>
/// <param name="KeepsInput">Whether its input is as it was when the backward pass comes.</param>
internal readonly record struct RecomputeUnit(string Path, int Start, int End, int Input, bool FollowsOn, bool KeepsInput)
{
    /// <summary>The units of a network in the order of their nodes.</summary>
    public static List<RecomputeUnit> Find(ShapedNet net)
    {
        var nodes = net.Graph.Nodes;
        var lastReads = new int[nodes.Count];
        // By memory, 0 being the image's: the node in whose result it begins, and the last that overwrites it.
        var memory = new int[nodes.Count + 1];
        var overwrites = new int[nodes.Count + 1];
        for (var i = 0; i < overwrites.Length; i++)
            overwrites[i] = -1;
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            foreach (var input in node.Inputs)
            {
                if (input >= 0)
                    lastReads[input] = i;
            }

            memory[i + 1] = node.Overwrites >= 0 ? memory[node.Inputs[node.Overwrites] + 1]
                : node.Op.Aliasing != Aliasing.Never ? memory[node.Inputs[0] + 1]
                : i + 1;
            if (node.Overwrites >= 0)
                overwrites[memory[i + 1]] = i;
        }

        for (var i = 0; i < net.Graph.OutputCount; i++)
        {
            if (net.Graph.OutputNode(i) is >= 0 and var output)
                lastReads[output] = int.MaxValue;
        }

        var units = new List<RecomputeUnit>();
        var before = -1;
        foreach (var module in Expansion.Modules(net.Spec))
        {
            var followsOn = before >= 0 && module.Input == before && lastReads[before] < module.End
                && units[units.Count - 1].End == module.Start;
            var keepsInput = overwrites[memory[module.Input + 1]] < module.Start;
            units.Add(new RecomputeUnit(module.Path, module.Start, module.End, module.Input, followsOn, keepsInput));
            before = module.Result;
        }

        return units;
    }
}
