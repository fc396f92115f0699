using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Core.Compilation;

/// <summary>
/// Finds the written argument that causes a problem of one that is not written: of a default, or of a value of the base.
/// </summary>
public static class ProblemCause
{
    /// <summary>
    /// The argument where a problem is shown: its own where that is written; else the first written option without which it is gone,
    /// preferably one that uncovers no other; else the layers, where no base has them or they cause it; null where there is none. A
    /// collapse in the stem, which no layer describes, is shown at the option that causes it.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="declaration">The declaration as written.</param>
    /// <param name="bases">Its base, that one's base, and so on.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static string? ArgumentOf(
        Problem problem, VariantDeclaration declaration, EquatableArray<VariantDeclaration> bases, CancellationToken cancellation)
    {
        var isOfStem = problem is { Id: DiagnosticIds.Collapse, Argument: Problem.LayersArgument, Length: 0 };
        if (declaration.Writes(problem.Argument) && !isOfStem)
            return problem.Argument;
        var known = VariantCompiler.Compile(declaration.Over(bases), cancellation).Problems;
        string? hidesAnother = null;
        // Where counts are too large for several options, the image is to blame first.
        foreach (var knob in declaration.Knobs.OrderBy(
            knob => problem.Id == DiagnosticIds.CountOverflow && knob.Name != Problem.ImageSizeArgument))
        {
            // A larger image hides every collapse: it is not the cause.
            if ((isOfStem && knob.Name == Problem.ImageSizeArgument) || LeftWithout(knob.Name) is not { } left)
                continue;
            if (left.All(known.Contains))
                return knob.Name;
            hidesAnother ??= knob.Name;
        }

        if (hidesAnother is not null || declaration.Layers is null)
            return hidesAnother;
        var isOfLayers = bases.Count == 0 || isOfStem
            || ProblemsIfGone(problem, declaration with { Layers = null }, bases, cancellation) is not null;
        return isOfLayers ? Problem.LayersArgument : null;

        EquatableArray<Problem>? LeftWithout(string name)
        {
            var others = new EquatableArray<Knob>(declaration.Knobs.Where(other => other.Name != name));
            return ProblemsIfGone(problem, declaration with { Knobs = others }, bases, cancellation);
        }
    }

    /// <summary>
    /// Whether a declaration that writes some options as their defaults no longer has a problem, and has no new one.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="declaration">The declaration as written.</param>
    /// <param name="bases">Its base, that one's base, and so on.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static bool IsSolvedByDefaults(Problem problem, VariantDeclaration declaration, EquatableArray<VariantDeclaration> bases,
        EquatableArray<KnobSpec> options, CancellationToken cancellation)
    {
        var known = VariantCompiler.Compile(declaration.Over(bases), cancellation).Problems;
        var knobs = declaration.Knobs.Concat(options.Select(option => new Knob(option.Name, option.Default)));
        var written = declaration with { Knobs = new EquatableArray<Knob>(knobs) };
        return ProblemsIfGone(problem, written, bases, cancellation) is { } left && left.All(known.Contains);
    }

    /// <summary>The options that a problem names and a base says.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="declaration">The declaration as written.</param>
    /// <param name="bases">Its base, that one's base, and so on.</param>
    public static EquatableArray<KnobSpec> Inherited(
        Problem problem, VariantDeclaration declaration, EquatableArray<VariantDeclaration> bases)
    {
        var named = OptionsOf(problem).ToArray();
        return new EquatableArray<KnobSpec>(
            FamilyTable.Find(declaration.Attribute)!.Knobs.Where(knob => named.Contains(knob.Name)
                && !declaration.Writes(knob.Name) && bases.Any(from => from.Writes(knob.Name))));
    }

    /// <summary>The problems of a declaration; null where a problem is still among them.</summary>
    private static EquatableArray<Problem>? ProblemsIfGone(
        Problem problem, VariantDeclaration declaration, EquatableArray<VariantDeclaration> bases, CancellationToken cancellation)
    {
        var problems = VariantCompiler.Compile(declaration.Over(bases), cancellation).Problems;
        return problems.Any(found => found.Id == problem.Id && !OptionsOf(problem).Except(OptionsOf(found)).Any()) ? null : problems;
    }

    /// <summary>The options that a problem names: a conflict may be between several.</summary>
    private static IEnumerable<string> OptionsOf(Problem problem) =>
        problem.Id == DiagnosticIds.Conflict ? problem.Details.Skip(2).Prepend(problem.Argument) : [problem.Argument];
}
