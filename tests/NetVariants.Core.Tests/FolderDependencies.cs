using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Tests;

namespace NetVariants.Core.Tests;

/// <summary>Which of a project's folders use which, by the symbols that the compiler binds their names to.</summary>
internal sealed class FolderDependencies
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview);
    private static readonly Lazy<CSharpCompilation> s_libraries = new(Compile);

    private readonly string _project;
    private readonly string[] _alone;
    private readonly Dictionary<string, Dictionary<string, SortedSet<string>>> _uses = [];

    /// <summary>Reads a project.</summary>
    /// <param name="project">Its folder in the repository.</param>
    /// <param name="alone">Files of the project's own folder that count each by itself.</param>
    public FolderDependencies(string project, params string[] alone)
    {
        (_project, _alone) = (Repository.PathOf(project) + Path.DirectorySeparatorChar, alone);
        var all = s_libraries.Value;
        if (!TreesOf(all).Any())
            all = all.AddSyntaxTrees(Parse(project));
        foreach (var tree in TreesOf(all))
            Read(all.GetSemanticModel(tree));
    }

    /// <summary>The project's folders.</summary>
    public IEnumerable<string> Folders => _uses.Keys.Select(FolderOf).Distinct();

    /// <summary>The uses of one folder by another that lead back to it.</summary>
    public IEnumerable<string> Cycles() =>
        from user in _uses
        from used in user.Value
        where FolderOf(user.Key) != FolderOf(used.Key) && Reaches(used.Key, user.Key, [])
        select $"{Name(user.Key)} uses {string.Join(", ", used.Value)} of {Name(used.Key)}";

    private IEnumerable<SyntaxTree> TreesOf(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.Where(tree => tree.FilePath.StartsWith(_project, StringComparison.Ordinal));

    private static string Name(string node) => node.Length == 0 ? "the project's own folder" : node;

    private static string FolderOf(string node) => node.EndsWith(".cs", StringComparison.Ordinal) ? Path.GetDirectoryName(node)! : node;

    private bool Reaches(string from, string to, HashSet<string> seen) =>
        from == to || (seen.Add(from) && _uses[from].Keys.Any(next => Reaches(next, to, seen)));

    private void Read(SemanticModel model)
    {
        var tree = model.SyntaxTree;
        var user = NodeOf(tree);
        if (!_uses.TryGetValue(user, out var uses))
            _uses.Add(user, uses = []);
        foreach (var name in tree.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax).OfType<SimpleNameSyntax>())
        {
            if (TypeOf(model.GetSymbolInfo(name)) is not { } type)
                continue;
            string[] places = [.. type.DeclaringSyntaxReferences.Select(part => part.SyntaxTree)
                .Where(part => part.FilePath.StartsWith(_project, StringComparison.Ordinal))
                .Select(NodeOf)];
            foreach (var place in places.Contains(user) ? [] : places)
            {
                if (!uses.TryGetValue(place, out var types))
                    uses.Add(place, types = []);
                types.Add(type.Name);
            }
        }
    }

    /// <summary>The outermost type that a name means or whose member it means.</summary>
    private static INamedTypeSymbol? TypeOf(SymbolInfo info)
    {
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer)
            type = outer;
        return type?.OriginalDefinition;
    }

    private string NodeOf(SyntaxTree tree)
    {
        var file = Path.GetRelativePath(_project, tree.FilePath);
        return _alone.Contains(file) ? file : Path.GetDirectoryName(file)!;
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
