using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;

namespace NetVariants.Tool.Networks;

/// <summary>A network that the command line names.</summary>
/// <param name="Variant">Its declaration, compiled without problems.</param>
internal sealed record Network(CompiledVariant Variant)
{
    /// <summary>The name that its declaration gives.</summary>
    public string Name => Variant.Declaration.Name!;

    /// <summary>Its layers, shapes and counts.</summary>
    public ShapedNet Net => Variant.Net!;

    /// <summary>What the generated class says in <c>Info</c>.</summary>
    public VariantInfo Info => new(
        Name,
        Net.Spec.Family,
        DeclarationText.Print(Variant.Declaration),
        Net.ParameterCount,
        Net.Macs,
        Net.LayerCount,
        Net.StateBytes,
        (int)Net.Spec.Input.Channels,
        Net.Spec.Input.Height,
        (int)Net.Output(0).Channels,
        (int)Net.ImageRule.Smallest,
        Net.ActivationBytes,
        Variant.Base is { } from ? DeclarationText.Print(from.Declaration) : null);
}
