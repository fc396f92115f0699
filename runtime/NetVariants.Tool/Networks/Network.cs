using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Modules;

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
    public VariantInfo Info => CompiledInfo.Of(Variant);
}
