using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Emission;
using NetVariants.Core.Graph;
using NetVariants.Core.Passes;
using NetVariants.Tests;
using Module = TorchSharp.torch.nn.Module;
using ScalarType = TorchSharp.torch.ScalarType;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>Graphs as the generator would emit them, compiled in memory: each a class that can be created.</summary>
internal sealed class EmittedGraphs
{
    private readonly System.Reflection.Assembly _assembly;

    private EmittedGraphs(System.Reflection.Assembly assembly, string text) => (_assembly, Text) = (assembly, text);

    /// <summary>The emitted text.</summary>
    public string Text { get; }

    /// <summary>A graph with its shapes.</summary>
    public static ShapedNet Shape(NetSpec spec, bool isMarked = false)
    {
        var problems = new ProblemList();
        return VariantCompiler.Shape(isMarked ? spec : InPlace.Mark(spec), problems, CancellationToken.None)
            ?? throw new ArgumentException($"{problems.ToArray()[0]}: {string.Join(", ", problems.ToArray()[0].Details)}", nameof(spec));
    }

    /// <summary>Compiles the graphs in one assembly, as classes G0, G1, ….</summary>
    public static EmittedGraphs Compile(IReadOnlyList<ShapedNet> nets) => Compile(
        [.. nets.Select(net => new CompiledVariant(new VariantDeclaration("GraphVariant", "graph", "", default), "Graph", net, default))]);

    /// <summary>Compiles variants in one assembly, as classes G0, G1, ….</summary>
    public static EmittedGraphs Compile(IReadOnlyList<CompiledVariant> declared)
    {
        var variants = declared.Select((variant, i) => (EmittedVariant)new EmittedVariant.Valid(
            variant with { Declaration = variant.Declaration with { Name = $"g{i}" }, Identifier = $"G{i}" }));
        var text = Emitter.Emit(
            new TargetType("", default, "Graphs", default, IsStatic: true), new EquatableArray<EmittedVariant>(variants));
        var options = new CSharpParseOptions(LanguageVersion.CSharp8);
        var compilation = CSharpCompilation.Create(
            $"Graphs{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(text, options), CSharpSyntaxTree.ParseText("public static partial class Graphs { }", options)],
            [
                .. ReferenceAssembly.Framework,
                ReferenceAssembly.Reference,
                MetadataReference.CreateFromFile(typeof(VariantInfo).Assembly.Location)
            ],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: ReferenceAssembly.Suppressed));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException(
                $"{string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))}\n{text}");
        image.Position = 0;
        return new EmittedGraphs(AssemblyLoadContext.Default.LoadFromStream(image), text);
    }

    /// <summary>Creates a graph's model.</summary>
    /// <param name="index">Its place in the list.</param>
    /// <param name="type">The parameters' element type.</param>
    public Module Create(int index, ScalarType type = ScalarType.Float64) =>
        (Module)Activator.CreateInstance(_assembly.GetType($"Graphs+G{index}", throwOnError: true)!, null, type)!;
}
