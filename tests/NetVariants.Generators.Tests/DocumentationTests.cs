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
            string[] readmes =
            [
                "README.md", "generators/NetVariants/README.md", "runtime/NetVariants.CommandLine/README.md",
                "runtime/NetVariants.Data/README.md",
                "runtime/NetVariants.Onnx/README.md", "runtime/NetVariants.Runtime/README.md", "runtime/NetVariants.Weights/README.md",
            ];
            var guides = Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md");
            foreach (var path in guides.Concat(readmes.Select(Repository.PathOf)).Order(StringComparer.Ordinal))
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
            .Append(typeof(System.CommandLine.RootCommand).Assembly.Location)
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
