using System.Collections.Generic;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Passes;

/// <summary>
/// Where a residual branch of a block ends: a sum of the block's input, perhaps projected by optional nodes, or of the sum before, and of
/// what the branch makes of it.
/// </summary>
/// <param name="End">The last node of the branch.</param>
/// <param name="Channels">The channels of its result, in the block's parameters; null where another block gives it.</param>
/// <param name="Condition">The parameter without which there is no sum; −1 for a sum that always exists.</param>
internal readonly record struct ResidualBranch(int End, Arg? Channels, int Condition)
{
    /// <summary>The last branch of a block; null where it has none.</summary>
    public static ResidualBranch? Of(BlockDef block) => AllOf(block) is { Count: > 0 } branches ? branches[branches.Count - 1] : null;

    /// <summary>The branches of a block in order.</summary>
    public static List<ResidualBranch> AllOf(BlockDef block)
    {
        var nodes = block.Body.Nodes;
        var branches = new List<ResidualBranch>();
        var sums = new HashSet<int>();
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Op is not Add || nodes[i].Inputs.Count != 2)
                continue;
            int first = nodes[i].Inputs[0], second = nodes[i].Inputs[1];
            var end = first >= 0 && IsShortcut(second) ? first : second >= 0 && IsShortcut(first) ? second : -1;
            if (end < 0)
                continue;
            branches.Add(new ResidualBranch(end, ChannelsOf(block.Body, end), nodes[i].Condition));
            sums.Add(i);
        }

        return branches;

        bool IsShortcut(int node)
        {
            while (node >= 0 && !sums.Contains(node) && nodes[node].Condition >= 0)
                node = nodes[node].Inputs[0];
            return node == GraphSpec.Input || sums.Contains(node);
        }
    }

    private static Arg? ChannelsOf(GraphSpec body, int end)
    {
        for (var node = end; node >= 0; node = body.Nodes[node].Inputs[0])
        {
            switch (body.Nodes[node].Op)
            {
                case BatchNorm2d norm:
                    return norm.Features;
                case GroupNorm norm:
                    return norm.Channels;
                case Conv2d conv:
                    return conv.Out;
            }
        }

        return null;
    }
}
