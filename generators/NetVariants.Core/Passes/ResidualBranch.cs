using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Passes;

/// <summary>
/// Where a block's residual branch ends: a sum of the block's input, perhaps projected by optional nodes, and of what the branch makes of
/// it.
/// </summary>
/// <param name="End">The last node of the branch.</param>
/// <param name="Channels">The channels of its result, in the block's parameters; null where another block gives it.</param>
/// <param name="Condition">The parameter without which there is no sum; −1 for a sum that always exists.</param>
internal readonly record struct ResidualBranch(int End, Arg? Channels, int Condition)
{
    /// <summary>The branch of a block; null where it has none.</summary>
    public static ResidualBranch? Of(BlockDef block)
    {
        var nodes = block.Body.Nodes;
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            if (nodes[i].Op is not Add || nodes[i].Inputs.Count != 2)
                continue;
            int first = nodes[i].Inputs[0], second = nodes[i].Inputs[1];
            if (first >= 0 && IsShortcut(block.Body, second))
                return new ResidualBranch(first, ChannelsOf(block.Body, first), nodes[i].Condition);
            if (second >= 0 && IsShortcut(block.Body, first))
                return new ResidualBranch(second, ChannelsOf(block.Body, second), nodes[i].Condition);
        }

        return null;
    }

    private static bool IsShortcut(GraphSpec body, int node)
    {
        while (node >= 0 && body.Nodes[node].Condition >= 0)
            node = body.Nodes[node].Inputs[0];
        return node == GraphSpec.Input;
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
