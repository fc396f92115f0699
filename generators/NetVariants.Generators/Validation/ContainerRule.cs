using System.Threading;
using Microsoft.CodeAnalysis;
using NetVariants.Core;
using NetVariants.Core.Declarations;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>
/// A type around a target must be partial too. The rule belongs to the outer type, so that it speaks once however many targets it holds.
/// </summary>
internal static class ContainerRule
{
    /// <summary>What is wrong with <paramref name="type"/> as a container of targets, or null.</summary>
    public static DiagnosticInfo? DiagnosticOf(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (TargetReader.IsPartial(type, cancellation)
            || type.DeclaringSyntaxReferences.Length > 1
            || FirstTargetIn(type, cancellation) is not { } target)
        {
            return null;
        }

        return new DiagnosticInfo(
            DiagnosticIds.NotPartial,
            new DiagnosticTarget.TypeName(),
            EquatableArray<string>.Of(type.Name, target.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)));
    }

    private static INamedTypeSymbol? FirstTargetIn(INamedTypeSymbol type, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var nested in type.GetTypeMembers())
        {
            if (nested.TypeKind == TypeKind.Class && !VariantApplication.ReadAll(nested).IsEmpty)
                return nested;
            if (FirstTargetIn(nested, cancellation) is { } deeper)
                return deeper;
        }

        return null;
    }
}
