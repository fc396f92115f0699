using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetVariants.Generators.Reading;

/// <summary>
/// Tells the parts of a type that a person wrote from the part that the generator added: the generator sees the first only, the
/// analyzer sees both, and both must judge alike.
/// </summary>
internal static class GeneratedParts
{
    private static readonly char[] s_separators = ['/', '\\'];

    private static readonly string s_assembly = typeof(GeneratedParts).Assembly.GetName().Name;

    /// <summary>
    /// Whether the generator added <paramref name="tree"/>: the compiler puts its files into a folder of its name below its assembly's.
    /// </summary>
    public static bool Hold(SyntaxTree tree)
    {
        var path = tree.FilePath;
        var file = path.LastIndexOfAny(s_separators);
        var generator = file > 0 ? path.LastIndexOfAny(s_separators, file - 1) : -1;
        return generator >= s_assembly.Length
            && string.CompareOrdinal(path, generator - s_assembly.Length, s_assembly, 0, s_assembly.Length) == 0
            && path.EndsWith(".g.cs", StringComparison.Ordinal);
    }

    /// <summary>The declarations of <paramref name="type"/> in the user's own files.</summary>
    public static IEnumerable<TypeDeclarationSyntax> OwnDeclarations(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences
            .Where(reference => !Hold(reference.SyntaxTree))
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<TypeDeclarationSyntax>();
}
