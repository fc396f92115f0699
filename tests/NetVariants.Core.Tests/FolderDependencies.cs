using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>
/// Which of a project's folders use which, by the symbols that the compiler binds their names to. The project's own folder, where the
/// public types lie, has two layers: the files that lead to a folder below stand above the folders; the others, exceptions and values,
/// below them.
/// </summary>
internal sealed class FolderDependencies
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview);
    private static readonly Lazy<CSharpCompilation> s_libraries = new(Compile);

    private const string OwnFolder = "the project's own folder";
    private const string OwnValues = "the project's own folder, below the others";

    private readonly string _project;
    private readonly HashSet<(string User, string Used, string Type)> _uses = [];
    private readonly ILookup<string, string> _leadsTo;

    /// <summary>Reads a project.</summary>
    /// <param name="project">Its folder in the repository.</param>
    /// <param name="layers">Whether its own folder has two layers; otherwise it is one piece.</param>
    public FolderDependencies(string project, bool layers = true)
    {
        _project = Repository.PathOf(project) + Path.DirectorySeparatorChar;
        var all = s_libraries.Value;
        if (!TreesOf(all).Any())
            all = all.AddSyntaxTrees(Parse(project));
        SyntaxTree[] trees = [.. TreesOf(all)];
        Assert.NotEmpty(trees);
        foreach (var tree in trees)
            Read(all.GetSemanticModel(tree));
        var byFile = _uses.ToLookup(use => use.User, use => use.Used);
        _uses = [.. _uses.Select(use => (Layer(use.User), Layer(use.Used), use.Type)).Where(use => use.Item1 != use.Item2)];
        _leadsTo = _uses.ToLookup(use => use.User, use => use.Used);

        string Layer(string place) =>
            !IsFile(place) ? place : layers && !Places(place, byFile).Any(reached => !IsFile(reached)) ? OwnValues : OwnFolder;
    }

    /// <summary>The uses of one folder by another that lead back to it.</summary>
    public IEnumerable<string> Cycles() =>
        from use in _uses
        where Places(use.Used, _leadsTo).Contains(use.User)
        group use.Type by (use.User, use.Used) into types
        select $"{types.Key.User} uses {string.Join(", ", types)} of {types.Key.Used}";

    private IEnumerable<SyntaxTree> TreesOf(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.Where(tree => tree.FilePath.StartsWith(_project, StringComparison.Ordinal));

    private static bool IsFile(string place) => place.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>A place and all that its uses lead to.</summary>
    private static HashSet<string> Places(string start, ILookup<string, string> uses)
    {
        HashSet<string> places = [start];
        Queue<string> open = new(places);
        while (open.TryDequeue(out var place))
        {
            foreach (var next in uses[place].Where(places.Add))
                open.Enqueue(next);
        }

        return places;
    }

    private void Read(SemanticModel model)
    {
        var tree = model.SyntaxTree;
        var user = PlaceOf(tree);
        // Using directives of namespaces use nothing.
        var nodes = tree.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax { Alias: null });
        foreach (var type in nodes.SelectMany(node => SymbolsOf(model, node)).Select(TypeOf).OfType<INamedTypeSymbol>())
        {
            _uses.UnionWith(type.DeclaringSyntaxReferences.Select(part => part.SyntaxTree)
                .Where(part => part.FilePath.StartsWith(_project, StringComparison.Ordinal))
                .Select(PlaceOf).Where(place => place != user).Select(place => (user, place, type.Name)));
        }
    }

    /// <summary>What a node names, or calls without a name.</summary>
    private static IEnumerable<ISymbol?> SymbolsOf(SemanticModel model, SyntaxNode node) => node switch
    {
        SimpleNameSyntax name when model.GetSymbolInfo(name) is var info => [info.Symbol ?? info.CandidateSymbols.FirstOrDefault()],
        ForEachVariableStatementSyntax each =>
            [model.GetForEachStatementInfo(each).GetEnumeratorMethod, model.GetDeconstructionInfo(each).Method],
        CommonForEachStatementSyntax each => [model.GetForEachStatementInfo(each).GetEnumeratorMethod],
        AssignmentExpressionSyntax { Left: TupleExpressionSyntax or DeclarationExpressionSyntax } assignment =>
            [model.GetDeconstructionInfo(assignment).Method],
        AwaitExpressionSyntax awaited => [model.GetAwaitExpressionInfo(awaited).GetAwaiterMethod],
        InitializerExpressionSyntax initializer when initializer.IsKind(SyntaxKind.CollectionInitializerExpression) =>
            initializer.Expressions.Select(element => model.GetCollectionInitializerSymbolInfo(element).Symbol),
        _ => [],
    };

    /// <summary>The outermost type that a name means or whose member it means.</summary>
    private static INamedTypeSymbol? TypeOf(ISymbol? symbol)
    {
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer)
            type = outer;
        return type?.OriginalDefinition;
    }

    /// <summary>A file's folder, and a file of the project's own folder itself.</summary>
    private string PlaceOf(SyntaxTree tree)
    {
        var file = Path.GetRelativePath(_project, tree.FilePath);
        return Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : file;
    }

    /// <summary>
    /// All libraries as one program; what it lacks (SkiaSharp's types and the like) stays unbound. A program or test joins it alone.
    /// </summary>
    private static CSharpCompilation Compile() => CSharpCompilation.Create(
        nameof(FolderDependencies),
        Parse("generators").Concat(Parse("runtime")),
        [.. ReferenceAssembly.Framework, ReferenceAssembly.Reference],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    private static IEnumerable<SyntaxTree> Parse(string folder) =>
        StructureTests.Sources(folder).Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), s_options, file));
}
