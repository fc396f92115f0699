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
    private static readonly string s_folder = typeof(GeneratedParts).Assembly.GetName().Name + ".VariantGenerator";

    /// <summary>Whether the generator added <paramref name="tree"/>: the compiler puts its files into a folder of its name.</summary>
    public static bool Hold(SyntaxTree tree)
    {
        var path = tree.FilePath;
        var file = path.LastIndexOfAny(['/', '\\']);
        return file >= s_folder.Length
            && string.CompareOrdinal(path, file - s_folder.Length, s_folder, 0, s_folder.Length) == 0
            && path.EndsWith(".g.cs", StringComparison.Ordinal);
    }

    /// <summary>The declarations of <paramref name="type"/> in the user's own files.</summary>
    public static IEnumerable<TypeDeclarationSyntax> OwnDeclarations(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences
            .Where(reference => !Hold(reference.SyntaxTree))
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<TypeDeclarationSyntax>();
}
