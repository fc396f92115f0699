using System.Linq;
using System.Threading;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Core.Compilation;

/// <summary>Leaves out suggestions that are in error themselves where they are taken.</summary>
internal static class SuggestionCheck
{
    /// <summary>The problems of a declaration, with those of their suggestions that hold.</summary>
    public static EquatableArray<Problem> Apply(
        VariantDeclaration declaration, EquatableArray<Problem> problems, CancellationToken cancellation) =>
        problems.Any(IsOfToken)
            ? new EquatableArray<Problem>(problems.Select(
                problem => IsOfToken(problem) && !Holds(problem, problems, declaration, cancellation)
                    ? problem with { Suggestion = null }
                    : problem))
            : problems;

    private static bool IsOfToken(Problem problem) => problem is { Length: > 0, Suggestion.Length: > 0 };

    /// <summary>Whether nothing is wrong with the argument as a whole, or with what stands in the token's place then.</summary>
    private static bool Holds(
        Problem problem, EquatableArray<Problem> known, VariantDeclaration declaration, CancellationToken cancellation)
    {
        var suggestion = problem.Suggestion!;
        var taken = problem.Argument == Problem.LayersArgument
            ? declaration with { Layers = Replaced(declaration.Layers!) }
            : declaration with
            {
                Knobs = new EquatableArray<Knob>(declaration.Knobs.Select(
                    knob => knob.Name == problem.Argument && knob.Value is string text ? knob with { Value = Replaced(text) } : knob)),
            };
        var found = new ProblemList();
        if (VariantCompiler.Lower(taken, found, cancellation) is { } spec)
            VariantCompiler.Shape(spec, found, cancellation);
        var others = found.ToArray();
        return RepeatedSettings(others) <= RepeatedSettings(known)
            && !others.Any(other => other.Argument == problem.Argument
                && (other.Length == 0
                    || (other.Start < problem.Start + suggestion.Length && problem.Start < other.Start + other.Length)));

        // The suggestion may repeat a setting that follows it.
        static int RepeatedSettings(EquatableArray<Problem> problems) =>
            problems.Count(other => other.Details.Contains(DeclarationReader.OneOfAKind));

        string Replaced(string text) => problem.Start + problem.Length > text.Length
            ? text
            : text.Substring(0, problem.Start) + suggestion + text.Substring(problem.Start + problem.Length);
    }
}
