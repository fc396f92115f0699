using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Core.Compilation;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using NetVariants.Tests;
using Xunit;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>The pages for contributors hold: what they add to the sources compiles, and runs.</summary>
public sealed partial class AddingAFamilyOrOperationTests
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest);

    [Fact]
    public void An_operation_is_added_as_its_page_says()
    {
        var file = Assert.Single(Files("adding-an-operation"));
        Assert.Equal("generators/NetVariants.Core/Graph/Ops/Softplus.cs", file.Path);
        var assembly = Load(Compile("Operation", [file.Text], MetadataReference.CreateFromFile(typeof(Op).Assembly.Location)));
        var op = (Op)Activator.CreateInstance(assembly.GetType("NetVariants.Core.Graph.Ops.Softplus", throwOnError: true)!)!;
        var graph = new GraphBuilder();
        var conv = graph.Add("conv", new Conv2d(3, 4, 1));
        graph.Join(new Add(), graph.Add("", op), graph.Add("act", op, conv));
        var net = EmittedGraphs.Shape(new NetSpec("Graph", TensorShape.Map(3, 8), default, graph.Build()));
        var graphs = EmittedGraphs.Compile([net]);
        using var model = graphs.Create(0);
        using var scope = NewDisposeScope();
        var image = randn([2, 3, 8, 8], float64);

        var output = ((Module)model).call(image);

        var state = model.state_dict();
        var expected = nn.functional.softplus(nn.functional.conv2d(image, state["conv.weight"], state["conv.bias"])) * 2;
        Assert.True(output.allclose(expected));
        Assert.Equal(2 * 4 * 4 * 8 * 8, net.ActivationBytes - (4 * 3 * 8 * 8) + (4 * 4 * 8 * 8));
    }

    [Fact]
    public void A_family_is_added_as_its_page_says()
    {
        var files = Files("adding-a-family").ToDictionary(file => file.Path, file => file.Text);
        Assert.Equal(
            [
                "generators/NetVariants.Core/Families/FamilyTable.cs",
                "generators/NetVariants.Core/Families/Plain/PlainFamily.cs",
                "generators/NetVariants/PlainVariantAttribute.cs"
            ],
            files.Keys.Order(StringComparer.Ordinal));
        var table = Repository.PathOf("generators/NetVariants.Core/Families/FamilyTable.cs");
        var sources = Sources("generators/NetVariants")
            .Concat(Sources("generators/NetVariants.Core"))
            .ToDictionary(path => path, File.ReadAllText);
        sources[table] = LastRow().Replace(
            sources[table], $"$0{files["generators/NetVariants.Core/Families/FamilyTable.cs"].TrimEnd()}\n", 1);
        foreach (var (path, text) in files.Where(file => !sources.ContainsKey(Repository.PathOf(file.Key))))
            sources[Repository.PathOf(path)] = text;
        var core = Compile("NetVariants.Core.Extended", sources.Values);
        var assembly = Load(core);

        var emitted = Emit(assembly, "PlainVariant(\"plain\", \"8,16\", Kernel = 5, ImageSize = 32, NumClasses = 10)");
        var model = Load(Compile(
            "Model", [emitted, "public partial class Plain { }"], ReferenceAssembly.Reference, MetadataReference.CreateFromImage(core)));
        using var network = (Module)Activator.CreateInstance(model.GetType("Plain")!, [null, null])!;
        using var scope = NewDisposeScope();

        Assert.Equal([2L, 10], network.call(randn(2, 3, 32, 32)).shape);
        Assert.Equal((8 * 3 * 25) + 16 + (16 * 8 * 25) + 32 + (16 * 10) + 10, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Contains("layer2.norm.running_var", network.state_dict().Keys);
    }

    /// <summary>
    /// The emitted text of a declaration, by the compiled sources: what <see cref="VariantCompiler"/> and the emitter do.
    /// </summary>
    private static string Emit(Assembly core, string declaration)
    {
        dynamic Call(string type, string method, params object?[] arguments)
        {
            var found = core.GetType(type, throwOnError: true)!
                .GetMethods()
                .Single(candidate => candidate.Name == method && candidate.GetParameters().Length == arguments.Length);
            return found.Invoke(null, arguments)!;
        }

        object Create(string type, params object?[] arguments) =>
            core.GetType(type, throwOnError: true)!
                .GetConstructors()
                .Single(constructor => constructor.GetParameters().Length == arguments.Length)
                .Invoke(arguments);

        object parsed = Call("NetVariants.Core.Compilation.DeclarationText", "Parse", declaration);
        object variant = Call(
            "NetVariants.Core.Compilation.VariantCompiler", "Compile", parsed, default(System.Threading.CancellationToken));
        var target = core.GetType("NetVariants.Core.Emission.TargetType", throwOnError: true)!;
        var names = core.GetType("NetVariants.Core.EquatableArray`1", throwOnError: true)!;
        var noNames = Activator.CreateInstance(names.MakeGenericType(typeof(string)));
        var noContainers = Activator.CreateInstance(names.MakeGenericType(core.GetType("NetVariants.Core.Emission.ContainingType")!));
        var type = Create(target.FullName!, "", noContainers, "Plain", noNames, false, true, true, "class", noNames, false, true, false);
        var valid = Create("NetVariants.Core.Emission.EmittedVariant+Valid", variant);
        var emittedVariant = core.GetType("NetVariants.Core.Emission.EmittedVariant")!;
        var one = Array.CreateInstance(emittedVariant, 1);
        one.SetValue(valid, 0);
        var variants = Activator.CreateInstance(names.MakeGenericType(emittedVariant), one);
        return Call("NetVariants.Core.Emission.Emitter", "Emit", type, variants, default(System.Threading.CancellationToken));
    }

    private static IEnumerable<(string Path, string Text)> Files(string page) =>
        Snippets().Matches(File.ReadAllText(Repository.PathOf($"docs/contributing/{page}.md")))
            .Select(match => (match.Groups["path"].Value, match.Groups["text"].Value));

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Repository.PathOf(project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/build/", StringComparison.Ordinal));

    private static byte[] Compile(string name, IEnumerable<string> texts, params MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(
            name,
            texts.Select(text => CSharpSyntaxTree.ParseText(text, s_options)),
            [.. ReferenceAssembly.Framework, .. references],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: ReferenceAssembly.Suppressed));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(
            result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return image.ToArray();
    }

    private static Assembly Load(byte[] image)
    {
        using var stream = new MemoryStream(image);
        return AssemblyLoadContext.Default.LoadFromStream(stream);
    }

    [GeneratedRegex(
        "^`(?<path>[^`\n]+\\.cs)`[^\n]*\n\n```csharp\n(?<text>.*?)^```",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Snippets();

    [GeneratedRegex(@"(?<=\n) *\w+Family\.Definition,\n(?= *\];)")]
    private static partial Regex LastRow();
}
