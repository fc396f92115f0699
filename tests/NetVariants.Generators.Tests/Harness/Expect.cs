using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace NetVariants.Generators.Tests.Harness;

/// <summary>
/// Builds a project with generator and analyzer, as the compiler does, and compares everything that is reported with the marks.
/// </summary>
internal static class Expect
{
    /// <summary>
    /// The diagnostics of <paramref name="markup"/> are exactly the marked ones, <c>{|NV2001:5x2|}</c>: the compiler's, the generator's and
    /// the analyzer's, errors and warnings, in the source and in the generated files.
    /// </summary>
    /// <returns>The diagnostics in order of place.</returns>
    public static async Task<ImmutableArray<Diagnostic>> Diagnostics(params string[] markup)
    {
        (string Source, IReadOnlyList<Mark> Marks)[] files = [.. markup.Select(Markup.Parse)];
        return await Diagnostics(Project.Compile(files.Select(file => file.Source)), [.. files.Select(file => file.Marks)]);
    }

    /// <summary>As above, for a compilation that a test made itself; <paramref name="marks"/> has a list for each of its files.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Diagnostics(Compilation compilation, IReadOnlyList<IReadOnlyList<Mark>> marks)
    {
        var run = GeneratorRun.Generate(compilation);
        ImmutableArray<Diagnostic> found = [.. (await AllOf(run)).OrderBy(d => d.Location.SourceSpan.Start)];
        var expected = Describe(
            run.Input, [.. run.Input.SyntaxTrees.SelectMany((tree, i) => marks[i].Select(mark => (mark.Id, tree, mark.Span)))]);
        var actual = Describe(run.Input, [.. found.Select(d => (d.Id, d.Location.SourceTree!, d.Location.SourceSpan))]);
        Assert.True(
            expected == actual,
            $"expected\n{expected}\nfound\n{actual}\n{string.Join('\n', found)}\n\n{string.Join(
                "\n\n", run.Files.Select(f => f.SourceText))}");
        return found;
    }

    /// <summary>Everything that is reported in the build of <paramref name="run"/>'s project.</summary>
    public static async Task<IEnumerable<Diagnostic>> AllOf(GeneratorRun run) =>
        run.Output.GetDiagnostics().Concat(await OwnOf(run))
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed && !IsMissingDocumentationOfATest(d, run));

    /// <summary>What generator and analyzer report, without compiling method bodies.</summary>
    public static async Task<IEnumerable<Diagnostic>> OwnOf(GeneratorRun run)
    {
        var analyzers = new CompilationWithAnalyzers(
            run.Output,
            [new VariantAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                onAnalyzerException: null,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));
        return run.Diagnostics.Concat(await analyzers.GetAnalyzerDiagnosticsAsync());
    }

    /// <remarks>The generated files have to be documented, the tests' sources not.</remarks>
    private static bool IsMissingDocumentationOfATest(Diagnostic diagnostic, GeneratorRun run) =>
        diagnostic.Id == "CS1591" && run.Input.ContainsSyntaxTree(diagnostic.Location.SourceTree!);

    private static string Describe(Compilation input, IEnumerable<(string Id, SyntaxTree? Tree, TextSpan Span)> diagnostics)
    {
        var text = new StringBuilder();
        foreach (var (id, tree, span) in diagnostics.OrderBy(d => d.Tree?.FilePath, StringComparer.Ordinal)
            .ThenBy(d => d.Span)
            .ThenBy(d => d.Id, StringComparer.Ordinal))
        {
            var place = tree is null ? "nowhere" : $"{tree.FilePath} {span} '{tree.GetText().ToString(span)}'";
            text.Append("  ")
                .Append(id)
                .Append(' ')
                .Append(place)
                .Append(tree is null || input.ContainsSyntaxTree(tree) ? "" : " (generated)")
                .Append('\n');
        }

        return text.ToString();
    }
}
