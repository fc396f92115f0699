using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetVariants.Core;

namespace NetVariants.Mutation;

/// <summary>NetVariants.Core from its sources, as it is and with a change.</summary>
internal sealed class MutantCompiler
{
    /// <summary>What the search for changes looks at unless told otherwise: the parsers, the lowering, shape inference and counting.</summary>
    private static readonly string[] s_parts =
        ["Families/", "Text/", "Analysis/", "Ir/", "VariantCompiler.cs", "VariantName.cs", "DeclarationText.cs"];

    private readonly CSharpCompilation _compilation;
    private readonly Dictionary<string, SyntaxTree> _trees = new(StringComparer.Ordinal);

    /// <summary>Reads the sources.</summary>
    /// <param name="folder">Where they are.</param>
    public MutantCompiler(string folder)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        foreach (var path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            _trees.Add(Path.GetRelativePath(folder, path), CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path)), options, path));

        // The tests were compiled against this version of it, and see its internals.
        var identity = CSharpSyntaxTree.ParseText(
            $"""
            [assembly: System.Reflection.AssemblyVersion("{typeof(VariantCompiler).Assembly.GetName().Version}")]
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("NetVariants.Core.Tests")]
            """,
            options);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "NetVariants.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(
            typeof(VariantCompiler).Assembly.GetName().Name,
            [.. _trees.Values, identity],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>Every change that can be made to the parts, whether it compiles or not; the same list for the same sources.</summary>
    public IReadOnlyList<Mutation> Find() =>
    [
        .. _trees.Where(tree => Array.Exists(s_parts, part => tree.Key.StartsWith(part, StringComparison.Ordinal)))
            .SelectMany(tree => MutationFinder.Find(_compilation.GetSemanticModel(tree.Value), tree.Key)),
    ];

    /// <summary>The sources as they are.</summary>
    public byte[] Original() => Emit(_compilation) ?? throw new InvalidOperationException("NetVariants.Core does not compile in memory: build it first");

    /// <summary>The sources with a change; null where that does not compile.</summary>
    public byte[]? Mutant(Mutation mutation)
    {
        var tree = _trees[mutation.File];
        var changed = tree.WithChangedText(tree.GetText().WithChanges(new TextChange(mutation.Span, mutation.Replacement)));
        return Emit(_compilation.ReplaceSyntaxTree(tree, changed));
    }

    private static byte[]? Emit(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        return compilation.Emit(image).Success ? image.ToArray() : null;
    }
}
