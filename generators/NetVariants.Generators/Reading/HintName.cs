using System.Text;
using Microsoft.CodeAnalysis;

namespace NetVariants.Generators.Reading;

/// <summary>The name of a type's generated file.</summary>
internal static class HintName
{
    private const int LongestReadable = 80;

    /// <summary>
    /// <c>App.Models.Outer+Zoo.5c1f02aa.g.cs</c>: readable, and unique although the compiler compares hint names without case and file
    /// systems limit their length.
    /// </summary>
    public static string Create(INamedTypeSymbol type)
    {
        var full = FullName(type);
        var readable = full.Length <= LongestReadable ? full : full.Substring(0, LongestReadable);
        return $"{readable}.{Fnv1a(full):x8}.g.cs";
    }

    private static string FullName(INamedTypeSymbol type)
    {
        // MetadataName ends in `n for n type parameters, so types that differ in their number differ here.
        if (type.ContainingType is { } outer)
            return FullName(outer) + "+" + type.MetadataName;
        return Prefix(type.ContainingNamespace) + type.MetadataName;
    }

    private static string Prefix(INamespaceSymbol? space) =>
        space is { IsGlobalNamespace: false } ? Prefix(space.ContainingNamespace) + space.Name + "." : "";

    /// <summary>The 32-bit FNV-1a hash of the name's UTF-8 form; string.GetHashCode differs from process to process.</summary>
    private static uint Fnv1a(string text)
    {
        var hash = 2166136261;
        foreach (var b in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ b) * 16777619);
        return hash;
    }
}
