using NetVariants.Core.Analysis;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Compilation;

/// <summary>A declaration and what became of it.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="Identifier">The class name that the variant's name gives (<c>vgg13_bn</c>: <c>Vgg13Bn</c>); empty when it gives
/// none.</param>
/// <param name="Net">The network; present exactly when there are no problems.</param>
/// <param name="Problems">The problems in the order of the arguments; a handful at most.</param>
public sealed record CompiledVariant(VariantDeclaration Declaration, string Identifier, ShapedNet? Net, EquatableArray<Problem> Problems)
{
    /// <summary>The variant from which it derives; null where it derives from none.</summary>
    public CompiledVariant? Base { get; init; }

    /// <summary>The base's name in the declaration: <c>Zoo.Resnet18</c>; empty without one.</summary>
    public string BaseName { get; init; } = "";

    /// <summary>The network's graph; where there is none, a usual one of the family.</summary>
    internal NetSpec Fallback => Net?.Spec ?? FamilyTable.Find(Declaration.Attribute)!.Default;
}
