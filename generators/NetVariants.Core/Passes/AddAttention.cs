using System;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Passes;

/// <summary>Adds an attention module to the end of each residual branch: the network's, or a block's own.</summary>
internal static class AddAttention
{
    private const string Path = "se";

    /// <summary>The network with attention.</summary>
    public static NetSpec Apply(NetSpec net)
    {
        for (var i = 0; i < net.Blocks.Count; i++)
        {
            var kind = net.Blocks[i].Mix?.Attention ?? net.Mix.Attention;
            if (kind != Attention.None && ResidualBranch.Of(net.Blocks[i]) is { Channels: { } channels } branch)
                net = Add(net, i, branch, channels, kind);
        }

        return net;
    }

    private static NetSpec Add(NetSpec net, int index, ResidualBranch branch, Arg channels, Attention kind)
    {
        var block = net.Blocks[index];
        var definition = AttentionBlocks.Find(kind);
        var arguments = EquatableArray<Arg>.Of(channels);
        if (definition.Parameters.Count > 1)
        {
            var parameter = definition.Parameters[1];
            arguments = Rewriting.Append(arguments, Arg.Parameter(block.Parameters.Count));
            var ratio = net.Mix.SERatio;
            net = Rewriting.AddParameter(net, index, parameter, (call, _) => AttentionBlocks.Size(kind, Channels(channels, call), ratio));
        }

        var blocks = new BlockDef[net.Blocks.Count];
        for (var i = 0; i < blocks.Length; i++)
            blocks[i] = net.Blocks[i];
        blocks[index] = blocks[index] with
        {
            Body = Rewriting.InsertAfter(block.Body, branch.End, Path, new Use(definition, arguments), branch.Condition),
        };
        return net with { Blocks = EquatableArray<BlockDef>.Owning(blocks) };
    }

    private static long Channels(Arg channels, Call call)
    {
        var arguments = new Arg[call.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = call.Arguments[i];
        return channels.Bind(arguments).Value;
    }
}
