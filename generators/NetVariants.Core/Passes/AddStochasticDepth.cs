using System.Collections.Generic;
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

    private static readonly BlockDef s_ofMaps = Definition(Layout.Map);
    private static readonly BlockDef s_ofTokens = Definition(Layout.Tokens);

    /// <summary>The network with stochastic depth.</summary>
    public static NetSpec Apply(NetSpec net)
    {
        if (net.Mix.StochasticDepthProb == 0)
            return net;
        var branches = net.Blocks.Select(ResidualBranch.AllOf).ToArray();
        var places = new int[net.Body.Nodes.Count];
        var count = 0;
        var drops = false;
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = count;
            if (Rewriting.CallOf(net.Body.Nodes[i].Op) is not { } call || !Counts(call.Block))
                continue;
            count += net.Body.Nodes[i].Op is Repeat repeat ? (int)repeat.Count.Value : 1;
            drops |= count > 1 && branches[call.Block].Exists(branch => branch.Condition < 0 || !call.Arguments[branch.Condition].Is(0));
        }

        // The first block is always kept.
        if (!drops)
            return net;
        var total = net.DepthBlocks.Count > 0 ? count : count - 1;
        var blocks = new BlockDef[net.Blocks.Count];
        for (var i = 0; i < blocks.Length; i++)
        {
            if (branches[i].Count > 0)
                net = Rewriting.AddParameter(net, i, s_index, (_, node) => places[node], step: 1);
            blocks[i] = net.Blocks[i] with { Body = Dropping(net, i, branches[i], total) };
        }

        return net with { Blocks = EquatableArray<BlockDef>.Owning(blocks) };

        bool Counts(int block) => net.DepthBlocks.Count > 0 ? net.DepthBlocks.Contains(block) : branches[block].Count > 0;
    }

    /// <summary>A block's body that drops its branches: the last one first, since the nodes after it move.</summary>
    private static GraphSpec Dropping(NetSpec net, int block, List<ResidualBranch> branches, int total)
    {
        var body = net.Blocks[block].Body;
        var definition = net.BlockLayout == Layout.Tokens ? s_ofTokens : s_ofMaps;
        var probability = Arg.Share(net.Mix.StochasticDepthProb, Arg.Parameter(net.Blocks[block].Parameters.Count - 1), total);
        for (var i = branches.Count - 1; i >= 0; i--)
        {
            var path = branches.Count == 1 ? Path : Path + Format.Integer(i + 1);
            body = Rewriting.InsertAfter(
                body, branches[i].End, path, new Use(definition, EquatableArray<Arg>.Of(probability)), branches[i].Condition);
        }

        return body;
    }

    private static BlockDef Definition(Layout layout)
    {
        var probability = Arg.Parameter(0, ArgType.Real);
        var graph = new GraphBuilder();
        graph.Add("", new ImageOnes(layout));
        var kept = graph.Add("", new Dropout(probability));
        graph.Join(new DropImages(probability), GraphSpec.Input, kept);
        return new BlockDef(
            "StochasticDepth",
            "Stochastic depth: while training, sets the residual branch of some images to zero",
            EquatableArray<BlockParameter>.Of(new BlockParameter("probability", "Probability of dropping an image", ArgType.Real)),
            graph.Build())
        {
            ResultName = "dropped",
        };
    }
}
