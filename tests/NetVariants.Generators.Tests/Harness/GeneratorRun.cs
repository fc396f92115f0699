using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace NetVariants.Generators.Tests.Harness;

/// <summary>
/// One run of the generator, and the only way to one in these tests: each run is repeated on a clone of its compilation, and nothing may be
/// computed again; nothing in any step may hold on to a compilation.
/// </summary>
internal sealed class GeneratorRun
{
    private static readonly ImmutableHashSet<string> s_steps =
        [.. typeof(TrackingNames).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    private readonly GeneratorDriver _driver;

    private GeneratorRun(GeneratorDriver driver, Compilation input, Compilation output, ImmutableArray<Diagnostic> diagnostics)
    {
        _driver = driver;
        Input = input;
        Output = output;
        Diagnostics = diagnostics;
    }

    /// <summary>The compilation without generated files.</summary>
    public Compilation Input { get; }

    /// <summary>The compilation with the generated files.</summary>
    public Compilation Output { get; }

    /// <summary>What the generator reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The generated files by hint name.</summary>
    public ImmutableArray<GeneratedSourceResult> Files => Result.GeneratedSources;

    /// <summary>The generated text of the only file.</summary>
    public string Text => Assert.Single(Files).SourceText.ToString();

    private GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>Generates for the given sources.</summary>
    public static GeneratorRun Generate(params string[] sources) => Generate(Project.Compile(sources));

    /// <summary>Generates for <paramref name="compilation"/>.</summary>
    public static GeneratorRun Generate(Compilation compilation, VariantGenerator? generator = null)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [(generator ?? new VariantGenerator()).AsSourceGenerator()],
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var run = Run(driver, compilation);
        run.AssertNothingIsHeld();
        Run(run._driver, compilation.Clone()).AssertNothingWasRecomputed();
        return run;
    }

    /// <summary>Generates again, on the same driver, for an edited compilation.</summary>
    public GeneratorRun Edit(Compilation edited) => Run(_driver, edited);

    /// <summary>Generates again with the tree of file <paramref name="index"/> replaced.</summary>
    public GeneratorRun Edit(int index, string source)
    {
        var old = Input.SyntaxTrees.ElementAt(index);
        return Edit(Input.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(source, (CSharpParseOptions)old.Options, old.FilePath)));
    }

    /// <summary>The reasons of the outputs of the step <paramref name="name"/> in this run.</summary>
    public IEnumerable<IncrementalStepRunReason> ReasonsOf(string name) => Result.TrackedSteps.TryGetValue(name, out var steps)
        ? steps.SelectMany(step => step.Outputs).Select(output => output.Reason)
        : [];

    /// <summary>The reasons of the source outputs in this run.</summary>
    public IEnumerable<IncrementalStepRunReason> OutputReasons =>
        Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);

    /// <summary>Fails if a step gave a new result, or a file was written again.</summary>
    public void AssertNothingWasRecomputed()
    {
        foreach (var step in s_steps)
            Assert.All(
                ReasonsOf(step),
                reason => Assert.True(
                    reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {reason}"));
        Assert.All(OutputReasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private static GeneratorRun Run(GeneratorDriver driver, Compilation compilation)
    {
        driver = driver.WithUpdatedParseOptions((CSharpParseOptions)compilation.SyntaxTrees.First().Options);
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics, CancellationToken.None);
        var result = driver.GetRunResult().Results.Single();
        if (result.Exception is { } exception)
            throw new InvalidOperationException("the generator threw", exception);
        return new GeneratorRun(driver, compilation, WithWarnings(output, result), diagnostics);
    }

    /// <summary>The output with the blanket pragma of its generated files taken out, so that their warnings show.</summary>
    private static Compilation WithWarnings(Compilation output, GeneratorRunResult result)
    {
        const string pragma = "#pragma warning disable\n";
        foreach (var file in result.GeneratedSources)
        {
            var text = file.SourceText.ToString();
            Assert.Contains(pragma, text, StringComparison.Ordinal);
            var bare = CSharpSyntaxTree.ParseText(
                text.Replace(pragma, "", StringComparison.Ordinal), (CSharpParseOptions)file.SyntaxTree.Options, file.SyntaxTree.FilePath);
            output = output.ReplaceSyntaxTree(file.SyntaxTree, bare);
        }

        return output;
    }

    private void AssertNothingIsHeld()
    {
        foreach (var step in s_steps.Where(Result.TrackedSteps.ContainsKey))
        {
            foreach (var run in Result.TrackedSteps[step])
                Assert.All(run.Outputs, output => ObjectGraph.AssertIsPlainData(output.Value));
        }
    }
}
