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
    /// The argument where a problem is shown: its own where that is written, else the first written option without which the problem is not
    /// there and no other comes up, else the layers, where no base could have them; null where there is none.
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
        var known = VariantCompiler.Compile(declaration.Over(bases), cancellation).Problems;
        foreach (var knob in declaration.Knobs)
        {
            if (IsGone(declaration with { Knobs = new EquatableArray<Knob>(declaration.Knobs.Where(other => other.Name != knob.Name)) }))
                return knob.Name;
        }

        return declaration.Layers is not null && (bases.Count == 0 || IsGone(declaration with { Layers = null }))
            ? Problem.LayersArgument
            : null;

        bool IsGone(VariantDeclaration other) => VariantCompiler.Compile(other.Over(bases), cancellation).Problems
            .All(found => (found.Id != problem.Id || found.Argument != problem.Argument) && known.Contains(found));
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
