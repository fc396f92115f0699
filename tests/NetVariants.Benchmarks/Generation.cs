using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetVariants.Core;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Emission;
using NetVariants.Generators;
using NetVariants.Tests;

namespace NetVariants.Benchmarks;

/// <summary>
/// What the generator costs on a warm driver for n variants of 16 layers: against an empty generator of the same kind on the same host,
/// against compiling what it emits, and after an edit that has nothing to do with it.
/// </summary>
[MemoryDiagnoser]
public class Generation
{
    private const string Layers = "64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M";

    private CSharpCompilation _compilation = null!;
    private CSharpCompilation[] _edited = null!;
    private Compilation _generated = null!;
    private GeneratorDriver _ours = null!;
    private GeneratorDriver _empty = null!;
    private GeneratorDriver _warm = null!;
    private GeneratorDriver _warmEmpty = null!;
    private int _edit;

    /// <summary>The number of variants, each on a class of its own.</summary>
    [Params(1, 100, 1000)]
    public int Variants { get; set; }

    internal static Command Command()
    {
        var command = new Command("generation", "Measures the generator against an empty one and against compiling what it emits.");
        command.SetAction(_ =>
        {
            var config = ManualConfig.Create(DefaultConfig.Instance)
                .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(7))
                .WithOption(ConfigOptions.JoinSummary, true);
            BenchmarkRunner.Run(
                [
                    BenchmarkConverter.TypeToBenchmarks(typeof(Generation), config),
                    BenchmarkConverter.TypeToBenchmarks(typeof(TextToCode), config)
                ]);
        });
        return command;
    }

    /// <summary>Makes the drivers and compilations.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var sources = Enumerable.Range(0, Variants).Select(
            i => $"[NetVariants.VggVariant(\"vgg16_{i}\", \"{Layers}\", NumClasses = {i + 10})] public partial class Vgg{i};");
        _compilation = CSharpCompilation.Create(
            "App",
            [
                .. sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, path: $"File{i}.cs")),
                CSharpSyntaxTree.ParseText("class Other { int X() => 0; }", path: "Other.cs")
            ],
            [
                .. ReferenceAssembly.Framework,
                ReferenceAssembly.Reference,
                MetadataReference.CreateFromFile(typeof(VggVariantAttribute).Assembly.Location)
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var other = _compilation.SyntaxTrees[^1];
        _edited = [.. Enumerable.Range(0, 64).Select(
            i => _compilation.ReplaceSyntaxTree(
                other, CSharpSyntaxTree.ParseText($"class Other {{ int X() => {i}; }}", path: "Other.cs")))];
        _ours = CSharpGeneratorDriver.Create(new VariantGenerator());
        _empty = CSharpGeneratorDriver.Create(new EmptyGenerator());
        _warm = _ours.RunGeneratorsAndUpdateCompilation(_compilation, out _generated, out _);
        _warmEmpty = _empty.RunGenerators(_compilation);
    }

    /// <summary>A generator that looks for the attribute and does nothing with what it finds.</summary>
    [Benchmark(Baseline = true)]
    public GeneratorDriver Empty() => _empty.RunGenerators(_compilation.Clone());

    /// <summary>The generator.</summary>
    [Benchmark]
    public GeneratorDriver Ours() => _ours.RunGenerators(_compilation.Clone());

    /// <summary>An edit of another file, empty generator.</summary>
    [Benchmark]
    public GeneratorDriver EmptyAfterAnEdit() => _warmEmpty.RunGenerators(_edited[_edit++ % _edited.Length].Clone());

    /// <summary>An edit of another file.</summary>
    [Benchmark]
    public GeneratorDriver OursAfterAnEdit() => _warm.RunGenerators(_edited[_edit++ % _edited.Length].Clone());

    /// <summary>Binding and checking all that was emitted.</summary>
    [Benchmark]
    public int Compile() => _generated.Clone().GetDiagnostics().Length;

    /// <summary>Finds the attribute, and no more.</summary>
    private sealed class EmptyGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var names = context.SyntaxProvider.ForAttributeWithMetadataName(
                "NetVariants.VggVariantAttribute",
                static (node, _) => node is TypeDeclarationSyntax,
                static (attributed, _) => attributed.TargetSymbol.Name);
            context.RegisterSourceOutput(names, static (_, _) => { });
        }
    }
}

/// <summary>From the text of a 16-layer variant to its C#.</summary>
[MemoryDiagnoser]
public class TextToCode
{
    private static readonly VariantDeclaration s_declaration = new(
        "VggVariant",
        "vgg16",
        "64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M",
        new EquatableArray<Knob>([new Knob("NumClasses", 10)]));

    private static readonly TargetType s_model = new("Users", default, "Vgg16", default, IsStatic: false);

    /// <summary>Reads, lowers, infers, counts and writes.</summary>
    [Benchmark]
    public string Whole() =>
        Emitter.Emit(s_model, EquatableArray<EmittedVariant>.Of(new EmittedVariant.Valid(VariantCompiler.Compile(s_declaration))));

    /// <summary>All but the writing.</summary>
    [Benchmark]
    public CompiledVariant Compile() => VariantCompiler.Compile(s_declaration);
}
