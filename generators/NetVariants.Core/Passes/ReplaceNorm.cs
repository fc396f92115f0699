using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Passes;

/// <summary>Replaces each batch normalization with the network's normalization, its epsilon and momentum included.</summary>
internal static class ReplaceNorm
{
    /// <summary>The groups of a group normalization, timm's.</summary>
    public const int Groups = 32;

    // PyTorch's defaults: TorchSharp leaves a group normalization's tensors as memory holds them.
    private static readonly InitRule[] s_groupNorm =
    [
        new(nameof(GroupNorm), "weight", new Init.Constant(1)),
        new(nameof(GroupNorm), "bias", new Init.Constant(0)),
    ];

    /// <summary>The network with other normalizations.</summary>
    public static NetSpec Apply(NetSpec net)
    {
        var mix = net.Mix;
        if (mix is { Norm: Norm.BatchNorm, NormEps: 0, NormMomentum: BatchNorm2d.DefaultMomentum })
            return net;
        var isContiguous = mix.Norm == Norm.LayerNorm && HasNarrowConvolution(net);
        var replaced = Rewriting.Nodes(
            net, _ => node => node.Op is BatchNorm2d norm ? node with { Op = Replacement(norm, mix, isContiguous) } : node);
        return mix.Norm == Norm.BatchNorm ? replaced : replaced with
        {
            Blocks = new EquatableArray<BlockDef>(replaced.Blocks.Select(
                block => block with { Init = new EquatableArray<InitRule>(block.Init.Select(rule => Follow(rule, mix.Norm))) })),
            Init = mix.Norm == Norm.GroupNorm ? new EquatableArray<InitRule>([.. replaced.Init, .. s_groupNorm]) : replaced.Init,
        };
    }

    /// <summary>Whether the network has a convolution whose input's channels may not lie side by side.</summary>
    private static bool HasNarrowConvolution(NetSpec net) => Expansion.Expand(net, out _, default).Nodes.Any(
        node => node.Op is Conv2d conv
            && NarrowConvolution.Is(conv.In.Value / conv.Groups.Value, conv.Kernel.Value, conv.Stride.Value));

    private static Op Replacement(BatchNorm2d norm, Mix mix, bool isContiguous)
    {
        var eps = mix.NormEps > 0 ? mix.NormEps : mix.Norm == Norm.LayerNorm ? LayerNormFunction.DefaultEps : BatchNorm2d.DefaultEps;
        return mix.Norm switch
        {
            Norm.GroupNorm => new GroupNorm(Groups, norm.Features) { Eps = eps },
            Norm.LayerNorm => new Use(LayerNorm2d.Create(eps, isContiguous), EquatableArray<Arg>.Of(norm.Features)),
            _ => norm with { Eps = eps, Momentum = mix.NormMomentum },
        };
    }

    /// <summary>A rule for batch normalizations becomes one for what stands in their place.</summary>
    private static InitRule Follow(InitRule rule, Norm norm) => rule.Module != nameof(BatchNorm2d) ? rule
        : rule with { Module = norm == Norm.GroupNorm ? nameof(GroupNorm) : nameof(Call) };
}
