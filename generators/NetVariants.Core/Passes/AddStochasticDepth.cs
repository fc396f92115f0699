using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Passes;

/// <summary>
/// Drops residual branches image by image while training (<see href="https://arxiv.org/abs/1603.09382">Huang et al., 2016</see>): branch i
/// of n with probability p·i/(n − 1), or p·i/n where a family's rule is that (<see cref="NetSpec.DepthBlocks"/>), and what
/// stays is divided by the probability of staying.
/// </summary>
internal static class AddStochasticDepth
{
    private const string Path = "drop_path";

    private static readonly BlockParameter s_index = new("index", "Number of residual blocks before this one", Default: 0);

    private static readonly BlockDef s_definition = Definition();

    /// <summary>The network with stochastic depth.</summary>
    public static NetSpec Apply(NetSpec net)
    {
        if (net.Mix.StochasticDepthProb == 0)
            return net;
        var branches = new ResidualBranch?[net.Blocks.Count];
        for (var i = 0; i < branches.Length; i++)
            branches[i] = ResidualBranch.Of(net.Blocks[i]);
        var places = new int[net.Body.Nodes.Count];
        var count = 0;
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = count;
            if (Rewriting.CallOf(net.Body.Nodes[i].Op) is { } call && Counts(call.Block))
                count += net.Body.Nodes[i].Op is Repeat repeat ? (int)repeat.Count.Value : 1;
        }

        // The only block is the first one, which is always kept.
        if (count < 2)
            return net;
        var total = net.DepthBlocks.Count > 0 ? count : count - 1;
        var blocks = new BlockDef[net.Blocks.Count];
        for (var i = 0; i < blocks.Length; i++)
        {
            if (branches[i] is not null)
                net = Rewriting.AddParameter(net, i, s_index, (_, node) => places[node], step: 1);
            blocks[i] = branches[i] is not { } branch ? net.Blocks[i] : net.Blocks[i] with
            {
                Body = Rewriting.InsertAfter(net.Blocks[i].Body, branch.End, Path, new Use(s_definition, EquatableArray<Arg>.Of(
                    Arg.Share(net.Mix.StochasticDepthProb, Arg.Parameter(net.Blocks[i].Parameters.Count - 1), total))), branch.Condition),
            };
        }

        return net with { Blocks = EquatableArray<BlockDef>.Owning(blocks) };

        bool Counts(int block) => net.DepthBlocks.Count > 0 ? net.DepthBlocks.Contains(block) : branches[block] is not null;
    }

    private static BlockDef Definition()
    {
        var probability = Arg.Parameter(0, ArgType.Real);
        var graph = new GraphBuilder();
        graph.Add("", new ImageOnes());
        var kept = graph.Add("", new Dropout(probability));
        graph.Join(new DropImages(probability), GraphSpec.Input, kept);
        return new BlockDef(
            "StochasticDepth",
            "Stochastic depth: while training, sets the residual branch of some images to zero",
            EquatableArray<BlockParameter>.Of(new BlockParameter("probability", "Probability of dropping an image", ArgType.Real)),
            graph.Build());
    }
}
