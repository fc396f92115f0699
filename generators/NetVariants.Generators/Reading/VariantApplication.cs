using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Generators.Reading;

/// <summary>One variant attribute on a type.</summary>
/// <param name="Data">The attribute as the compiler understood it.</param>
/// <param name="Syntax">Where it is written.</param>
/// <param name="Family">The family that it declares a network of.</param>
/// <param name="Type">The type that carries it.</param>
internal readonly record struct VariantApplication(AttributeData Data, SyntaxReference Syntax, Family Family, INamedTypeSymbol Type)
{
    /// <summary>The assembly of the attributes, and their namespace.</summary>
    public const string AttributeAssembly = "NetVariants";

    private static readonly Dictionary<string, Family> s_families = FamilyTable.Families.ToDictionary(
        family => family.Attribute + "Attribute");

    /// <summary>The variant attributes on all parts of <paramref name="type"/>, in order of file and place.</summary>
    /// <remarks>Hosts differ in which of them they hand to a generator's transform for which part; this list is the same
    /// everywhere.</remarks>
    public static ImmutableArray<VariantApplication> ReadAll(INamedTypeSymbol type)
    {
        ImmutableArray<VariantApplication>.Builder? found = null;
        foreach (var data in type.GetAttributes())
        {
            if (data.ApplicationSyntaxReference is { } syntax && FamilyOf(data.AttributeClass) is { } family)
                (found ??= ImmutableArray.CreateBuilder<VariantApplication>()).Add(new VariantApplication(data, syntax, family, type));
        }

        return found is null ? ImmutableArray<VariantApplication>.Empty : Sorted(found);
    }

    /// <summary>Whether both are one attribute.</summary>
    public bool IsSameAs(VariantApplication other) => Syntax.SyntaxTree == other.Syntax.SyntaxTree && Syntax.Span == other.Syntax.Span;

    /// <summary>Whether it is written within <paramref name="node"/>.</summary>
    public bool IsWithin(SyntaxNode node) => Syntax.SyntaxTree == node.SyntaxTree && node.Span.Contains(Syntax.Span);

    private static ImmutableArray<VariantApplication> Sorted(ImmutableArray<VariantApplication>.Builder found) =>
        found.Count == 1
            ? found.ToImmutable()
            : found.OrderBy(a => a.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(a => a.Syntax.Span.Start).ToImmutableArray();

    /// <remarks>An attribute of the same name from another assembly is somebody else's.</remarks>
    private static Family? FamilyOf(INamedTypeSymbol? attribute) =>
        attribute is not null
        && s_families.TryGetValue(attribute.Name, out var family)
        && attribute.ContainingAssembly?.Name == AttributeAssembly
        && attribute.ContainingType is null
        && attribute.ContainingNamespace is { Name: AttributeAssembly, ContainingNamespace.IsGlobalNamespace: true }
            ? family
            : null;
}
