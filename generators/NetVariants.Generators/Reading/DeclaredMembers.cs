using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetVariants.Core;
using NetVariants.Core.Emission;

namespace NetVariants.Generators.Reading;

/// <summary>The names that a type's own source declares in it.</summary>
internal static class DeclaredMembers
{
    /// <summary>The name of a module's computation.</summary>
    public const string ForwardName = "forward";

    private static readonly SymbolDisplayFormat s_signature = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>
    /// Methods as <c>Create(string)</c>, since methods of one name may be overloads; everything else, and type parameters, by
    /// name. Sorted, so that moving a member changes nothing.
    /// </summary>
    public static EquatableArray<string> Read(INamedTypeSymbol type)
    {
        SortedSet<string>? names = null;
        foreach (var member in type.GetMembers())
        {
            if (IsWritten(member))
                Add(NameOf(member));
        }

        foreach (var parameter in type.TypeParameters)
            Add(parameter.Name);
        return names is null ? default : new EquatableArray<string>(names);

        void Add(string name) => (names ??= new SortedSet<string>(StringComparer.Ordinal)).Add(name);
    }

    /// <summary>The symbol that <paramref name="name"/>, an entry of <see cref="Read"/>, stands for.</summary>
    public static ISymbol? Find(INamedTypeSymbol type, string name) =>
        type.GetMembers().Where(IsWritten).Concat(type.TypeParameters).FirstOrDefault(member => NameOf(member) == name);

    /// <summary>The entry of the first member by name that is <c>required</c>; null where none is.</summary>
    public static string? FirstRequired(INamedTypeSymbol type)
    {
        string? first = null;
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true }
                && IsWritten(member)
                && (first is null || string.CompareOrdinal(member.Name, first) < 0))
            {
                first = member.Name;
            }
        }

        return first;
    }

    /// <summary>Whether the type's own source overrides a module's <c>forward</c>.</summary>
    public static bool OverridesForward(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers(ForwardName))
        {
            if (member.IsOverride && IsWritten(member) && NameOf(member) == MemberNames.Forward)
                return true;
        }

        return false;
    }

    /// <summary>Where a person wrote <paramref name="symbol"/>.</summary>
    public static Location? OwnLocation(ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(location => location.SourceTree is { } tree && !GeneratedParts.Hold(tree));

    /// <remarks>A property stands for its accessors.</remarks>
    private static bool IsWritten(ISymbol member) =>
        !member.IsImplicitlyDeclared && member is not IMethodSymbol { AssociatedSymbol: not null } && OwnLocation(member) is not null;

    /// <summary>The member's entry in <see cref="Read"/>.</summary>
    public static string NameOf(ISymbol member) => member is IMethodSymbol method
        ? $"{method.Name}{(method.Arity > 0
            ? "`" + method.Arity
            : "")}({string.Join(
                ", ", method.Parameters.Select(p => (p.RefKind == RefKind.None ? "" : "ref ") + p.Type.ToDisplayString(s_signature)))})"
        : member.Name;
}
