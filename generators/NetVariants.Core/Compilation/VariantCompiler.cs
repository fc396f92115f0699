using System;
using System.Threading;
using NetVariants.Core.Analysis;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Passes;

namespace NetVariants.Core.Compilation;

/// <summary>Compiles a declaration to a network with shapes and counts, or to its problems.</summary>
public static class VariantCompiler
{
    /// <summary>Compiles one declaration. A pure function: equal declarations give equal results.</summary>
    /// <exception cref="ArgumentException">The attribute is not one of <see cref="FamilyTable"/>'s.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static CompiledVariant Compile(VariantDeclaration declaration, CancellationToken cancellation = default)
    {
        var problems = new ProblemList();
        var identifier = VariantName.ToIdentifier(declaration.Name, problems);
        var spec = Lower(declaration, problems, cancellation);
        var net = spec is null ? null : Shape(spec, problems, cancellation);
        return new CompiledVariant(
            declaration, identifier, problems.IsEmpty ? net : null, SuggestionCheck.Apply(declaration, problems.ToArray(), cancellation));
    }

    /// <summary>Compiles a declaration's text, as <see cref="DeclarationText.Print"/> writes it.</summary>
    /// <exception cref="ArgumentException">The text is not a declaration, or is in error.</exception>
    public static CompiledVariant Compile(string declaration) => CompileOrThrow(DeclarationText.ParseOrThrow(declaration));

    /// <summary>Compiles a declaration that <see cref="DeclarationText.Parse"/> gave.</summary>
    /// <exception cref="ArgumentException">The declaration is in error.</exception>
    internal static CompiledVariant CompileOrThrow(VariantDeclaration declaration)
    {
        var variant = Compile(declaration);
        if (variant.Net is not null)
            return variant;
        var problem = variant.Problems[0];
        throw new ArgumentException(
            $"The declaration {DeclarationText.Print(declaration)} is in error at '{problem.Argument}' "
                + $"({problem.Id}: {string.Join(", ", problem.Details)}).",
            nameof(declaration));
    }

    /// <summary>The class name that a variant's name gives; empty where it gives none.</summary>
    public static string IdentifierOf(string? name) => VariantName.ToIdentifier(name, new ProblemList());

    /// <summary>Lowers a declaration and applies all passes.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="problems">Receives its problems.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The network without shapes and counts; null with a problem.</returns>
    internal static NetSpec? Lower(VariantDeclaration declaration, ProblemList problems, CancellationToken cancellation)
    {
        var family = FamilyTable.Find(declaration.Attribute)
            ?? throw new ArgumentException($"'{declaration.Attribute}' is not a variant attribute.", nameof(declaration));
        return family.Lower(new DeclarationReader(declaration, problems, cancellation)) is { } spec ? Rewrite(spec) : null;
    }

    /// <summary>The passes over a lowered network; marking what works in place is the last.</summary>
    private static NetSpec Rewrite(NetSpec spec) =>
        InPlace.Mark(PlaceBlocks.Apply(AddStochasticDepth.Apply(AddAttention.Apply(ReplaceNorm.Apply(ReplaceActivation.Apply(spec))))));

    /// <summary>Expands a network and counts its layers.</summary>
    /// <param name="spec">The network, after all passes.</param>
    /// <param name="problems">Receives its problems.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The network with shapes and counts; null with a problem.</returns>
    internal static ShapedNet? Shape(NetSpec spec, ProblemList problems, CancellationToken cancellation)
    {
        if (spec.Body.InputCount != 1)
            throw new ArgumentException("A network has one input, the image.", nameof(spec));
        var graph = Expansion.Expand(spec, out var results, cancellation);
        if (ShapeProblems.Groups(graph) is { } unequal)
        {
            problems.Add(unequal);
            return null;
        }

        var shapes = ShapeInference.Infer(graph, spec.Input, out var failure);
        if (failure >= 0)
        {
            problems.Add(ShapeProblems.Collapse(graph, shapes, spec.Input, failure));
            return null;
        }

        var totals = Totals.Count(graph, shapes, spec.Input);
        if (totals.Overflow is not null)
        {
            problems.Add(ShapeProblems.Overflow(graph, spec.Input, totals));
            return null;
        }

        return new ShapedNet(
            spec,
            graph,
            shapes,
            results,
            totals.Parameters,
            totals.LayerParameters,
            totals.Macs,
            Counts.Layers(graph),
            totals.StateBytes,
            totals.ActivationBytes,
            InputRuleSearch.Find(graph, shapes, spec.Input));
    }
}
