using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetVariants.Generators;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.CodeFixes.Tests;

/// <summary>Each fix on the analyzer's own diagnostics, one by one and all at once.</summary>
public sealed class CodeFixTests
{
    [Fact]
    public void Every_editor_has_what_the_fixes_refer_to() => Assert.All(
        typeof(ReplaceTokenFix).Assembly.GetReferencedAssemblies(),
        reference => Assert.Matches(
            "^(netstandard|NetVariants|Microsoft[.]CodeAnalysis|System[.]Collections[.]Immutable)", reference.Name));

    [Theory]
    [InlineData("64,m", "64,M")]
    [InlineData("64,a,128", "64,A,128")]
    [InlineData("64K5", "64k5")]
    [InlineData("6O,M", "60,M")]
    [InlineData("64;M", "64,M")]
    [InlineData("64 M 128", "64,M,128")]
    [InlineData("64M,128", "64,M,128")]
    [InlineData("64,maxpool", "64,M")]
    [InlineData("64,avg", "64,A")]
    [InlineData("64.0,M", "64,M")]
    [InlineData("+64,M", "64,M")]
    [InlineData("\uff16\uff14,M", "64,M")]
    [InlineData("3*64 , 2*m", "3*64 , 2*M")]
    public async Task A_token_is_replaced_by_what_was_meant(string layers, string expected)
    {
        foreach (var (open, close) in new[]
        {
            ("\"", "\""),
            ("@\"", "\""),
            ("\"\"\"", "\"\"\""),
            ("$\"", "\""),
            ("\"\"\"\n    ", "\n    \"\"\""),
        })
            Assert.Equal(Vgg(open + expected + close), await Fix(new ReplaceTokenFix(), Vgg(open + layers + close)));
    }

    [Theory]
    [InlineData("64,x")]
    [InlineData("64,5x2")]
    [InlineData("64,,M")]
    [InlineData("64,k5")]
    [InlineData("64K3K3")]
    [InlineData("64K0")]
    [InlineData("64S999999")]
    public async Task No_fix_is_offered_without_a_suggestion(string layers) =>
        Assert.Null(await Fix(new ReplaceTokenFix(), Vgg($"\"{layers}\"")));

    [Fact]
    public async Task A_referenced_constant_is_not_changed() =>
        Assert.Null(
            await Fix(
                new ReplaceTokenFix(),
                "using NetVariants;\nstatic class K { public const string S = \"64,m\"; }\n[VggVariant(\"v\", K.S)] public partial "
                    + "class Net;"));

    [Fact]
    public async Task All_tokens_of_a_file_are_replaced_at_once() =>
        Assert.Equal(
            "using NetVariants;\n[VggVariant(\"a\", \"64,M,A,128k3\")] public partial class A;\n[ResNetVariant(\"b\", \"2,20\")] public "
                + "partial class B;",
            await FixAll(
                new ReplaceTokenFix(),
                "using NetVariants;\n[VggVariant(\"a\", \"64,m,a,128K3\")] public partial class A;\n[ResNetVariant(\"b\", \"2,2O\")] "
                    + "public partial class B;"));

    [Fact]
    public async Task A_class_becomes_partial() =>
        Assert.Equal(
            "using NetVariants;\n[VggVariant(\"v\", \"64,M\")]\npublic sealed partial class Net { /* mine */ }",
            await Fix(new MakePartialFix(), "using NetVariants;\n[VggVariant(\"v\", \"64,M\")]\npublic sealed class Net { /* mine */ }"));

    [Fact]
    public async Task All_types_around_become_partial_at_once() =>
        Assert.Equal(
            "using NetVariants;\npartial class A { partial struct B { [VggVariant(\"v\", \"64,M\")] partial class Net { } } }",
            await FixAll(new MakePartialFix(), "using NetVariants;\nclass A { struct B { [VggVariant(\"v\", \"64,M\")] class Net { } } }"));

    [Theory]
    [InlineData(
        "[VggVariant(\"a\", \"64\")]\n[VggVariant(\"a\", \"32\")]\npublic static partial class Zoo;",
        "[VggVariant(\"a\", \"64\")]\npublic static partial class Zoo;")]
    [InlineData(
        "[VggVariant(\"a\", \"64\"), VggVariant(\"A\", \"32\")]\npublic static partial class Zoo;",
        "[VggVariant(\"a\", \"64\")]\npublic static partial class Zoo;")]
    [InlineData(
        "[VggVariant(\"a\", \"64\")]\n[VggVariant(\"b\", \"32\")]\npublic partial class Net;",
        "[VggVariant(\"a\", \"64\")]\npublic partial class Net;")]
    public async Task A_duplicate_is_removed(string source, string expected) =>
        Assert.Equal("using NetVariants;\n" + expected, await Fix(new RemoveDuplicateFix(), "using NetVariants;\n" + source));

    [Theory]
    [InlineData("ResNetVariant(\"n\", \"2,2\", SERatio = 0.25)", "ResNetVariant(\"n\", \"2,2\")")]
    [InlineData(
        "ResNetVariant(\"n\", \"2,2\", Norm = Norm.GroupNorm, NormMomentum = 0.01, AvgDown = true)",
        "ResNetVariant(\"n\", \"2,2\", Norm = Norm.GroupNorm, AvgDown = true)")]
    [InlineData(
        "ResNetVariant(\"n\", \"2,2\", Widths = \"8,16\", Norm = NetVariants.Norm.GroupNorm)",
        "ResNetVariant(\"n\", \"2,2\", Widths = \"8,16\", Norm = NetVariants.Norm.LayerNorm)")]
    [InlineData("ResNetVariant(\"n\", \"1\", StochasticDepthProb = 0.2, NumClasses = 9)", "ResNetVariant(\"n\", \"1\", NumClasses = 9)")]
    public async Task An_option_that_does_not_go_with_another_or_has_no_effect_is_repaired(string source, string expected) => Assert.Equal(
        $"using NetVariants;\n[{expected}]\npublic partial class Net;",
        await Fix(new RepairOptionFix(), $"using NetVariants;\n[{source}]\npublic partial class Net;"));

    [Theory]
    [InlineData("2,2_se2", "2,2_se")]
    [InlineData("2,2_SE", "2,2_se")]
    [InlineData("2_relu6,2", "2_nr6,2")]
    [InlineData("2_bottleneck", "2_bottle")]
    public async Task A_stages_setting_is_replaced_by_what_was_meant(string layers, string expected) => Assert.Equal(
        $"using NetVariants;\n[ResNetVariant(\"n\", \"{expected}\")] public partial class Net;",
        await Fix(new ReplaceTokenFix(), $"using NetVariants;\n[ResNetVariant(\"n\", \"{layers}\")] public partial class Net;"));

    private static string Vgg(string literal) => $"using NetVariants;\n[VggVariant(\"v\", {literal})]\npublic partial class Net;";

    /// <summary>The source after the first fix that is offered; null where none is.</summary>
    private static async Task<string?> Fix(CodeFixProvider provider, string source)
    {
        var document = Open(source);
        foreach (var diagnostic in await Diagnostics(provider, document))
        {
            List<CodeAction> actions = [];
            await provider.RegisterCodeFixesAsync(
                new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
            if (actions.Count > 0)
                return await Apply(Assert.Single(actions), document);
        }

        return null;
    }

    private static async Task<string> FixAll(CodeFixProvider provider, string source)
    {
        var document = Open(source);
        var diagnostics = await Diagnostics(provider, document);
        List<CodeAction> actions = [];
        await provider.RegisterCodeFixesAsync(
            new CodeFixContext(document, diagnostics[0], (action, _) => actions.Add(action), CancellationToken.None));
        var all = new FixAllContext(
            document,
            provider,
            FixAllScope.Document,
            actions[0].EquivalenceKey!,
            provider.FixableDiagnosticIds,
            new Known(diagnostics),
            CancellationToken.None);
        return await Apply((await provider.GetFixAllProvider()!.GetFixAsync(all))!, document);
    }

    private static async Task<string> Apply(CodeAction action, Document document)
    {
        var change = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        return (await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    private static Document Open(string source)
    {
        var workspace = new AdhocWorkspace();
        var project = ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "App",
            "App",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: [
                .. ReferenceAssembly.Framework,
                ReferenceAssembly.Reference,
                MetadataReference.CreateFromFile(typeof(VggVariantAttribute).Assembly.Location)
            ]);
        return workspace.AddDocument(workspace.AddProject(project).Id, "File.cs", Microsoft.CodeAnalysis.Text.SourceText.From(source));
    }

    private static async Task<ImmutableArray<Diagnostic>> Diagnostics(CodeFixProvider provider, Document document)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        var found = await compilation.WithAnalyzers([new VariantAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. found.Where(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id)).OrderBy(
            diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
