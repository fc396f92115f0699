using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetVariants.Core.Families;
using NetVariants.Generators.Tests.Harness;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Generators.Tests.Diagnostics;

/// <summary>The page for contributors holds: what it inserts into the sources compiles, reports, and keeps to their rules.</summary>
public sealed partial class AddingADiagnosticTests
{
    // The second declares again for the compiler what the first does.
    private static readonly string[] s_sources = ["generators/NetVariants.Core", "generators/NetVariants.Generators"];
    private static readonly string s_declaredTwice = Repository.PathOf("generators/NetVariants.Generators/IsExternalInit.cs");

    [Fact]
    public async Task A_diagnostic_is_added_as_its_page_says()
    {
        var analyzer = (DiagnosticAnalyzer)Activator.CreateInstance(
            ExtendedGenerators().GetType(typeof(VariantAnalyzer).FullName!, throwOnError: true)!)!;

        var deep = await Reported(analyzer, "[ResNetVariant(\"resnet34\", \"3,4,6,3\")] public partial class Net;");
        var plain = await Reported(
            analyzer, "[VggVariant(\"vgg16\", \"2*64,M,2*128,M,3*256,M,3*512,M,3*512,M\")] public partial class Net;");

        Assert.DoesNotContain("NV4104", deep.Select(diagnostic => diagnostic.Id));
        Assert.Contains(
            "'vgg16' has 16 layers", Assert.Single(plain, diagnostic => diagnostic.Id == "NV4104").GetMessage(), StringComparison.Ordinal);
    }

    /// <summary>As the sources themselves (<c>StructureTests</c>).</summary>
    [Fact]
    public void What_the_page_inserts_names_no_family()
    {
        var names = FamilyTable.Families.Select(family => family.Attribute.Replace("Variant", "", StringComparison.Ordinal));

        Assert.DoesNotContain(names, name => Insertions().Any(
            insertion => insertion.Groups["text"].Value.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task<ImmutableArray<Diagnostic>> Reported(DiagnosticAnalyzer analyzer, string declaration) =>
        await Project.Compile(["using NetVariants;\n" + declaration]).WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync();

    /// <summary>Core and the generator as one assembly, compiled from their sources with the page's insertions.</summary>
    private static Assembly ExtendedGenerators()
    {
        var sources = s_sources
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && file != s_declaredTwice)
            .ToDictionary(file => file, File.ReadAllText);
        Assert.Equal(4, Insertions().Count);
        foreach (Match insertion in Insertions())
        {
            var file = Repository.PathOf(insertion.Groups["path"].Value);
            var anchor = sources[file].IndexOf(insertion.Groups["anchor"].Value, StringComparison.Ordinal);
            Assert.True(anchor >= 0, $"{file} does not hold {insertion.Groups["anchor"].Value}");
            sources[file] = sources[file].Insert(sources[file].LastIndexOf('\n', anchor) + 1, insertion.Groups["text"].Value);
        }

        var compilation = CSharpCompilation.Create(
            "NetVariants.Generators.Extended",
            sources.Values.Select(text => CSharpSyntaxTree.ParseText(text)),
            [.. ReferenceAssembly.Framework, .. References().Select(assembly => MetadataReference.CreateFromFile(assembly.Location))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(
            result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }

    private static MatchCollection Insertions() =>
        Insertion().Matches(File.ReadAllText(Repository.PathOf("docs/contributing/adding-a-diagnostic.md")));

    private static IEnumerable<Assembly> References() =>
        [typeof(Compilation).Assembly, typeof(CSharpCompilation).Assembly];

    [GeneratedRegex(
        "^`(?<path>[^`\n]+\\.cs)`, before `(?<anchor>[^`\n]+)`:\n\n```csharp\n(?<text>.*?)^```",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Insertion();
}
