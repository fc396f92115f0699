using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>Whether one compilation has TorchSharp, and which of its targets says so if it has not.</summary>
internal sealed class TorchCheck(Compilation compilation)
{
    private readonly object _gate = new();
    private INamedTypeSymbol? _first;

    /// <summary>Why generated code cannot use TorchSharp; null where it can.</summary>
    public string? Error { get; } = TorchReference.ErrorOf(compilation);

    /// <summary>
    /// Whether <paramref name="type"/> is the first target in order of file and place: the same one in every run, whichever thread asks
    /// first.
    /// </summary>
    public bool IsFirstTarget(INamedTypeSymbol type, CancellationToken cancellation)
    {
        lock (_gate)
            _first ??= FindFirst(compilation.Assembly.GlobalNamespace, null, cancellation);
        return SymbolEqualityComparer.Default.Equals(type, _first);
    }

    private static INamedTypeSymbol? FindFirst(INamespaceOrTypeSymbol scope, INamedTypeSymbol? best, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var member in scope.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type && IsTarget(type) && (best is null || ComesBefore(type, best)))
                best = type;
            best = FindFirst(member, best, cancellation);
        }

        return best;
    }

    private static bool IsTarget(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, Name.Length: > 0 } && !VariantApplication.ReadAll(type).IsEmpty;

    private static bool ComesBefore(INamedTypeSymbol left, INamedTypeSymbol right)
    {
        var a = VariantApplication.ReadAll(left)[0].Syntax;
        var b = VariantApplication.ReadAll(right)[0].Syntax;
        var byFile = string.CompareOrdinal(a.SyntaxTree.FilePath, b.SyntaxTree.FilePath);
        return byFile != 0 ? byFile < 0 : a.Span.Start < b.Span.Start;
    }
}
