using NetVariants.Core.Compilation;

namespace NetVariants.Modules;

/// <summary>What the generated class of a network says of it, for networks that have none.</summary>
internal static class CompiledInfo
{
    /// <summary>The facts of a network, compiled without problems.</summary>
    public static VariantInfo Of(CompiledVariant variant) =>
        Of(variant, variant.Base is { } from ? DeclarationText.Print(from.Declaration) : null);

    /// <summary>The facts of a network, of which its base is known by its declaration.</summary>
    public static VariantInfo Of(CompiledVariant variant, string? baseDeclaration)
    {
        var net = variant.Net!;
        return new VariantInfo(
            variant.Declaration.Name!,
            net.Spec.Family,
            DeclarationText.Print(variant.Declaration),
            net.ParameterCount,
            net.Macs,
            net.LayerCount,
            net.StateBytes,
            (int)net.Spec.Input.Channels,
            net.Spec.Input.Height,
            (int)net.Output(0).Channels,
            (int)net.ImageRule.Smallest,
            net.ActivationBytes,
            baseDeclaration);
    }
}
