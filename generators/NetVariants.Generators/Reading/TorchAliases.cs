using System.Linq;
using Microsoft.CodeAnalysis;
using NetVariants.Core.Graph;

namespace NetVariants.Generators.Reading;

/// <summary>Whether generated code may name TorchSharp by aliases, which stand in the type's namespace.</summary>
internal static class TorchAliases
{
    private static readonly string[] s_aliases = [TorchNames.TorchAlias, TorchNames.ModulesAlias];

    /// <summary>
    /// Whether no other name captures an alias in <paramref name="type"/>: a member of its namespace, which clashes with the alias itself, or of the type, of
    /// those around it, or of their bases.
    /// </summary>
    public static bool AreFreeIn(INamedTypeSymbol type, Compilation compilation)
    {
        if (compilation.GetCompilationNamespace(type.ContainingNamespace) is not { IsGlobalNamespace: false } space || s_aliases.Any(alias => space.GetMembers(alias).Any()))
            return false;
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (Captures(level))
                return false;
        }

        return true;
    }

    private static bool Captures(INamedTypeSymbol type)
    {
        if (type.TypeParameters.Any(parameter => s_aliases.Contains(parameter.Name)))
            return true;
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (s_aliases.Any(alias => !level.GetMembers(alias).IsEmpty))
                return true;
        }

        return false;
    }
}
