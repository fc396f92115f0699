using Microsoft.CodeAnalysis.Text;

namespace NetVariants.Mutation;

/// <summary>One change of one file.</summary>
/// <param name="File">The file, relative to the sources' folder.</param>
/// <param name="Member">The member that it stands in: <c>Counts.Parameters</c>.</param>
/// <param name="Kind">What kind of change it is.</param>
/// <param name="Span">The characters that are replaced.</param>
/// <param name="Replacement">What they are replaced by.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Before">The line or the statement as it stands, on one line.</param>
/// <param name="After">The same with the change.</param>
internal sealed record Mutation(
    string File, string Member, MutationKind Kind, TextSpan Span, string Replacement, int Line, string Before, string After)
{
    /// <summary>The change as the list of survivors names it: it holds when lines move.</summary>
    public string Key => $"{Member}: `{Before}` → `{After}`";
}

/// <summary>The kinds of changes.</summary>
internal enum MutationKind
{
    /// <summary>A condition becomes its opposite.</summary>
    NegateCondition,

    /// <summary>A comparison or a logical operator becomes another one.</summary>
    SwapComparison,

    /// <summary>A number becomes one more or one less, a truth value the other.</summary>
    ChangeLiteral,

    /// <summary>An arithmetic operator becomes another one.</summary>
    SwapArithmetic,

    /// <summary>A statement is left out.</summary>
    DropStatement,

    /// <summary>Two neighbouring arguments of one type change places.</summary>
    SwapArguments,
}
