using System.Linq;
using System.Threading;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Core.Compilation;

/// <summary>Which argument a problem comes from that lies in one that is not written: in a default, or in what a base says.</summary>
public static class ProblemCause
{
    /// <summary>
    /// The argument where a problem is shown: its own where that is written, else the first written one without which the problem is not
    /// there; null where there is none.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="declaration">The declaration as written.</param>
    /// <param name="bases">Its base, that one's base, and so on.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static string? ArgumentOf(
        Problem problem, VariantDeclaration declaration, EquatableArray<VariantDeclaration> bases, CancellationToken cancellation)
    {
        if (declaration.Writes(problem.Argument))
            return problem.Argument;
        if (declaration.Layers is not null && IsGone(declaration with { Layers = null }))
            return Problem.LayersArgument;
        foreach (var knob in declaration.Knobs)
        {
            if (IsGone(declaration with { Knobs = new EquatableArray<Knob>(declaration.Knobs.Where(other => other.Name != knob.Name)) }))
                return knob.Name;
        }

        return null;

        bool IsGone(VariantDeclaration other) => !VariantCompiler.Compile(other.Over(bases), cancellation).Problems
            .Any(found => found.Id == problem.Id && found.Argument == problem.Argument);
    }

    /// <summary>The options that a problem names and a base says, with which it is over when they are written as their defaults.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="declaration">The declaration as written.</param>
    /// <param name="bases">Its base, that one's base, and so on.</param>
    public static EquatableArray<KnobSpec> Inherited(
        Problem problem, VariantDeclaration declaration, EquatableArray<VariantDeclaration> bases)
    {
        var named = problem.Id == DiagnosticIds.Conflict ? problem.Details.Skip(2).Prepend(problem.Argument) : [problem.Argument];
        return new EquatableArray<KnobSpec>(
            FamilyTable.Find(declaration.Attribute)!.Knobs.Where(knob => named.Contains(knob.Name)
                && !declaration.Writes(knob.Name) && bases.Any(from => from.Writes(knob.Name))));
    }
}
