using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Generators.Reading;
using NetVariants.Generators.Tests.Harness;
using NetVariants.Generators.Validation;
using Xunit;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>A failure of the generator itself costs one file; a cancellation is none.</summary>
public sealed class GeneratorFailureTests
{
    [Fact]
    public void An_exception_is_NV9000_and_the_other_files_are_written()
    {
        var generator = new VariantGenerator((target, cancellation) =>
            target.Type.IsStatic ? throw new InvalidOperationException("no such luck") : TargetExpander.Expand(target, cancellation));

        var run = GeneratorRun.Generate(Project.Compile([Samples.Model, Samples.Zoo]), generator);

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("NV9000", diagnostic.Id);
        Assert.Equal(
            "The generator failed on 'Zoo' with System.InvalidOperationException: no such luck. Please report it with the declaration. "
                + "Other classes are generated as usual.",
            diagnostic.GetMessage());
        Assert.StartsWith("App.VggSmall.", Assert.Single(run.Files).HintName, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancellation_is_passed_on()
    {
        using var source = new CancellationTokenSource();
        var generator = new VariantGenerator((_, cancellation) =>
        {
            source.Cancel();
            cancellation.ThrowIfCancellationRequested();
            return null;
        });
        GeneratorDriver driver = CSharpGeneratorDriver.Create(generator);
        Assert.ThrowsAny<OperationCanceledException>(() => driver.RunGenerators(Project.Compile([Samples.Model]), source.Token));
    }

    [Fact]
    public void Expanding_honours_cancellation()
    {
        var run = GeneratorRun.Generate(Samples.Zoo);
        var type = run.Input.GetTypeByMetadataName("App.Zoo")!;
        var target = TargetReader.Read(type, VariantApplication.ReadAll(type), torchError: null, usesAliases: true, CancellationToken.None);
        Assert.ThrowsAny<OperationCanceledException>(() => TargetExpander.Expand(target, new CancellationToken(canceled: true)));
    }
}
