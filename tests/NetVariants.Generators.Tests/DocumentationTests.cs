using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Generators.Tests.Harness;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Generators.Tests;

/// <summary>The C# that the READMEs and the guides show compiles as it stands.</summary>
public sealed class DocumentationTests
{
    private static readonly Regex s_block = new("(?<=^```csharp\n).*?(?=^```)", RegexOptions.Singleline | RegexOptions.Multiline);

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest);

    public static TheoryData<string, int, string> Blocks
    {
        get
        {
            TheoryData<string, int, string> blocks = [];
            // Pages of diagnostics, and those that add something to the sources, have tests of their own.
            string[] folders = ["", "docs", "docs/contributing", .. new[] { "generators", "runtime", "templates" }.SelectMany(
                folder => Directory.EnumerateDirectories(Repository.PathOf(folder)))];
            var pages = folders.SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.md"))
                .Where(page => !Path.GetFileName(page).StartsWith("adding-", StringComparison.Ordinal));
            foreach (var path in pages.Order(StringComparer.Ordinal))
            {
                foreach (var (i, block) in s_block.Matches(File.ReadAllText(path)).Index())
                    blocks.Add(Path.GetRelativePath(Repository.Root, path), i + 1, block.Value);
            }

            return blocks;
        }
    }

    [Theory, MemberData(nameof(Blocks))]
    public void Every_documented_csharp_block_compiles(string page, int number, string code)
    {
        // Artifacts lie side by side: bin/PROJECT/CONFIGURATION.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory);
        IEnumerable<MetadataReference> libraries = new[]
        {
            "NetVariants.CommandLine",
            "NetVariants.Data",
            "NetVariants.Models",
            "NetVariants.Onnx",
            "NetVariants.Runtime",
            "NetVariants.Weights",
        }
            .Select(name => Path.Combine(configuration.Parent!.Parent!.FullName, name, configuration.Name, name + ".dll"))
            .Concat(
                new[]
                {
                    typeof(System.CommandLine.RootCommand), typeof(DocumentationTests), typeof(VariantGenerator), typeof(Compilation),
                    typeof(CSharpCompilation),
                }
                .Select(type => type.Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path));
        var tree = CSharpSyntaxTree.ParseText(code, s_options);
        var isProgram = tree.GetCompilationUnitRoot().Members.OfType<Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax>().Any();
        var compilation = CSharpCompilation.Create(
            "Shown",
            [tree],
            [.. Project.References, .. libraries],
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable));

        CSharpGeneratorDriver.Create([new VariantGenerator().AsSourceGenerator()], parseOptions: s_options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var whole, out _);

        Diagnostic[] errors = [.. whole.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.True(errors.Length == 0, $"{page}, block {number}: {string.Join("; ", errors.AsEnumerable())}");
    }
}
