using System.Linq;
using Microsoft.CodeAnalysis;
using NetVariants.Core.Graph;

namespace NetVariants.Generators.Reading;

/// <summary>Whether generated code may name TorchSharp by aliases, which stand in the type's namespace.</summary>
internal static class TorchAliases
{
    private static readonly string[] s_aliases = [TorchNames.TorchAlias, TorchNames.ModulesAlias];

    /// <summary>
    /// Whether no other name hides an alias in <paramref name="type"/>: a member of its namespace, which clashes with the alias itself, or
    /// of the type, its containing types, or their base types.
    /// </summary>
    public static bool AreFreeIn(INamedTypeSymbol type, Compilation compilation)
    {
        if (compilation.GetCompilationNamespace(type.ContainingNamespace) is not { IsGlobalNamespace: false } space
            || s_aliases.Any(alias => space.GetMembers(alias).Any()))
            return false;
        for (var level = type; level is not null; level = level.ContainingType)
        {
            if (Hides(level))
                return false;
        }

        return true;
    }

    private static bool Hides(INamedTypeSymbol type)
    {
        if (type.TypeParameters.Any(parameter => s_aliases.Contains(parameter.Name)))
            return true;
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (s_aliases.Any(alias => !level.GetMembers(alias).IsEmpty))
                return true;
        }

        return type.TypeKind == TypeKind.Interface
            && type.AllInterfaces.Any(inherited => s_aliases.Any(alias => !inherited.GetMembers(alias).IsEmpty));
    }
}
