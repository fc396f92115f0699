using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetVariants.Generators.Reading;

/// <summary>The types whose nested types an attribute can name without them: zoos, if they are static.</summary>
internal static class ZooScope
{
    /// <summary>The type with the attribute, those around it, and those of its file's <c>using static</c>, global ones included.</summary>
    public static IEnumerable<INamedTypeSymbol> Find(VariantApplication application, CancellationToken cancellation)
    {
        for (var type = application.Type; type is not null; type = type.ContainingType)
            yield return type;
        if (application.Type.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation })
            yield break;
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var directive in Directives(tree.GetRoot(cancellation)))
            {
                if (directive is not { Alias: null, Name: { } name } || directive.StaticKeyword.IsKind(SyntaxKind.None)
                    || (directive.GlobalKeyword.IsKind(SyntaxKind.None) && tree != application.Syntax.SyntaxTree))
                {
                    continue;
                }

                if (compilation.GetSemanticModel(tree).GetSymbolInfo(name, cancellation).Symbol is INamedTypeSymbol imported)
                    yield return imported;
            }
        }
    }

    private static IEnumerable<UsingDirectiveSyntax> Directives(SyntaxNode root) => root
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<UsingDirectiveSyntax>();
}
