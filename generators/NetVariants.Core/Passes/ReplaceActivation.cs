using System;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Passes;

/// <summary>Replaces each ReLU with the network's activation, or a block's own.</summary>
internal static class ReplaceActivation
{
    /// <summary>The network with other activations.</summary>
    public static NetSpec Apply(NetSpec net)
    {
        var activation = net.Mix.Activation;
        if (activation == Activation.ReLU && !HasOther(net.Blocks))
            return net;
        return Rewriting.Nodes(net, block => Replacement(block is null ? activation : block.Mix?.Activation ?? activation) is { } op
            ? node => node.Op is ReLU ? node with { Op = op } : node
            : null);
    }

    private static bool HasOther(EquatableArray<BlockDef> blocks)
    {
        foreach (var block in blocks)
        {
            if (block.Mix?.Activation is not (null or Activation.ReLU))
                return true;
        }

        return false;
    }

    /// <summary>The operation in ReLU's place; null where it is ReLU.</summary>
    private static Op? Replacement(Activation activation) => activation switch
    {
        Activation.ReLU => null,
        Activation.ReLU6 => new ReLU6(),
        Activation.LeakyReLU => new LeakyReLU(),
        Activation.SiLU => new SiLU(),
        Activation.GELU => new GELU(),
        Activation.Hardswish => new Hardswish(),
        Activation.Mish => new Mish(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };
}
