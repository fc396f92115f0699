using System.Linq;
using System.Threading;
using NetVariants.Core;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Emission;
using NetVariants.Core.Families;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>The errors of a variant's bases, each of which makes the variant invalid too.</summary>
internal static class BaseRules
{
    /// <summary>The first error, that of the nearest base; null where there is none.</summary>
    /// <param name="chain">The bases.</param>
    /// <param name="nearest">The first of them, compiled.</param>
    /// <param name="place">Where the variant names its base.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static DiagnosticInfo? ErrorOf(
        EquatableArray<BaseLink> chain, CompiledVariant nearest, DiagnosticTarget place, CancellationToken cancellation)
    {
        for (var i = 0; i < chain.Count; i++)
        {
            var (variant, type) = chain[i];
            if (type is not null && OfType(type, place) is { } ofType)
                return ofType;
            if (variant.OtherFamilysOptions.Count > 0)
            {
                return new DiagnosticInfo(
                    DiagnosticIds.OtherFamilysOption,
                    place,
                    FamilyTable.DetailsOfMissing(variant.Declaration.Attribute, variant.OtherFamilysOptions[0]));
            }

            var compiled = i == 0 ? nearest : Compiled(chain, i, cancellation);
            if (compiled.Problems.Count > 0)
                return TargetValidator.DiagnosticOf(
                    compiled.Problems[0], TargetValidator.HasLayers(chain.Skip(i + 1).Select(link => link.Variant.Declaration)), place);
            if (type is { Type.IsStatic: false } && MemberNames.Of(compiled).Concat(MemberNames.ReservedInModel)
                .Select(generated => NameRules.ClashOf(type, generated)).FirstOrDefault(clash => clash is not null) is { } clash)
            {
                return clash;
            }
        }

        return null;
    }

    /// <summary>A base over its own bases.</summary>
    public static CompiledVariant Compiled(EquatableArray<BaseLink> chain, int index, CancellationToken cancellation) =>
        VariantCompiler.Compile(
            chain[index].Variant.Declaration.Over(
                new EquatableArray<VariantDeclaration>(chain.Skip(index + 1).Select(link => link.Variant.Declaration))),
            cancellation);

    private static DiagnosticInfo? OfType(Target type, DiagnosticTarget place) =>
        TypeRules.DiagnosticsOf(type).FirstOrDefault()
            ?? (type.ContainerNotPartial is { } container
                ? new DiagnosticInfo(DiagnosticIds.NotPartial, place, EquatableArray<string>.Of(container, type.DisplayName))
                : null);
}
