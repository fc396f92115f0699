using System;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;
using NetVariants.Generators.Validation;

namespace NetVariants.Generators;

/// <summary>
/// Completes each class that carries a variant attribute: one file a class. Errors of the declaration are the analyzer's to report
/// (<see cref="VariantAnalyzer"/>); here they turn into members whose use is a compile-time error that names the cause.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class VariantGenerator : IIncrementalGenerator
{
    private readonly Func<Target, CancellationToken, string?> _expand;

    /// <summary>The generator as the compiler creates it.</summary>
    public VariantGenerator()
        : this(TargetExpander.Expand)
    {
    }

    /// <summary>A generator with another expansion, for the tests of what happens when it fails.</summary>
    internal VariantGenerator(Func<Target, CancellationToken, string?> expand) => _expand = expand;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        foreach (var family in FamilyTable.Families)
        {
            var files = context.SyntaxProvider
                .ForAttributeWithMetadataName(
                    family.AttributeMetadataName,
                    static (node, _) => node is TypeDeclarationSyntax,
                    (attributed, cancellation) => TargetReader.ReadOwned(attributed, family, cancellation))
                .WithTrackingName(TrackingNames.Read)
                .Where(static reading => reading is not null)
                .WithTrackingName(TrackingNames.Targets)
                .Select((reading, cancellation) => Expand(reading!, cancellation))
                .WithTrackingName(TrackingNames.Files);

            context.RegisterSourceOutput(files, static (output, file) => Write(output, file));
        }
    }

    private StepResult<string> Expand(StepResult<Target> reading, CancellationToken cancellation)
    {
        if (reading.Value is not { } target)
            return new StepResult<string>(reading.HintName, null, reading.Failure);
        try
        {
            return new StepResult<string>(reading.HintName, _expand(target, cancellation));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return StepResult<string>.Failed(reading.HintName, target.DisplayName, exception);
        }
    }

    private static void Write(SourceProductionContext output, StepResult<string> file)
    {
        if (file.Failure.Count > 0)
            output.ReportDiagnostic(Diagnostic.Create(Descriptors.GeneratorFailed, Location.None, file.Failure.ToArray<object>()));
        if (file.Value is { } text)
            output.AddSource(file.HintName, SourceText.From(text, Encoding.UTF8));
    }
}
