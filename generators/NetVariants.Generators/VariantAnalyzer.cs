using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetVariants.Core;
using NetVariants.Core.Declarations;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;
using NetVariants.Generators.Validation;

namespace NetVariants.Generators;

/// <summary>
/// Reports what is wrong with variant attributes and the classes that carry them, where it is wrong: inside the string, at the token.
/// An analyzer and not the generator does so, because it works while one types and obeys pragmas and .editorconfig.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VariantAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that holds what may have been meant, for a code fix.</summary>
    internal const string SuggestionProperty = "suggestion";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfAnalyzer;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.ReferencedAssemblyNames.All(assembly => assembly.Name != VariantApplication.AttributeAssembly))
                return;
            var torch = new TorchCheck(start.Compilation);
            var budgets = ProjectBudgets.Read(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
            start.RegisterSymbolAction(symbol => Analyze(symbol, torch, budgets), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, TorchCheck torch, ProjectBudgets budgets)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (ContainerRule.DiagnosticOf(type, context.CancellationToken) is { } ofContainer)
            Report(context, ofContainer, new DiagnosticTargetFinder(type, ImmutableArray<VariantApplication>.Empty, context.Compilation));
        if (type.TypeKind != TypeKind.Class || type.Name.Length == 0)
            return;
        var applications = VariantApplication.ReadAll(type);
        if (applications.IsEmpty || Validate(type, applications, torch, context.CancellationToken) is not var (target, result))
            return;
        var places = new DiagnosticTargetFinder(type, applications, context.Compilation);
        foreach (var diagnostic in result.Diagnostics)
        {
            // One missing reference is one error, not one for each model.
            if (diagnostic.Id != DiagnosticIds.TorchNotReferenced || torch.IsFirstTarget(type, context.CancellationToken))
                Report(context, diagnostic, places);
        }

        foreach (var (index, variant) in result.Valid)
        {
            foreach (var diagnostic in NetworkRules.DiagnosticsOf(
                index, target.Variants[index], variant, budgets, context.CancellationToken))
                Report(context, diagnostic, places);
        }

        // What the project says wrongly is said once.
        if (budgets.Unreadable.Count > 0 && torch.IsFirstTarget(type, context.CancellationToken))
        {
            foreach (var (property, text) in budgets.Unreadable)
                Report(
                    context,
                    new DiagnosticInfo(DiagnosticIds.BadBudget, new DiagnosticTarget.TypeName(), EquatableArray<string>.Of(property, text)),
                    places);
        }
    }

    /// <summary>Null where the judgement fails: the generator, which runs the same code, reports that as NV9000.</summary>
    private static (Target Target, ValidationResult Result)? Validate(
        INamedTypeSymbol type, ImmutableArray<VariantApplication> applications, TorchCheck torch, CancellationToken cancellation)
    {
        try
        {
            var target = TargetReader.Read(type, applications, torch.Error, usesAliases: false, cancellation);
            return (target, TargetValidator.Validate(target, cancellation));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }

    private static void Report(SymbolAnalysisContext context, DiagnosticInfo diagnostic, DiagnosticTargetFinder places) =>
        context.ReportDiagnostic(DiagnosticOf(diagnostic, places, context.CancellationToken));

    /// <summary>What is wrong with a target, with its text and at its place in the source.</summary>
    internal static Diagnostic DiagnosticOf(DiagnosticInfo diagnostic, DiagnosticTargetFinder places, CancellationToken cancellation)
    {
        var (location, related) = places.Find(diagnostic.Target, cancellation);
        var properties = diagnostic.Suggestion is { } suggestion
            ? ImmutableDictionary<string, string?>.Empty.Add(SuggestionProperty, suggestion)
            : ImmutableDictionary<string, string?>.Empty;
        return Diagnostic.Create(
            Descriptors.ById[diagnostic.Id], location, related is null ? null : [related], properties,
            DiagnosticText.Arguments(diagnostic));
    }
}
