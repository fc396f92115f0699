using System;
using System.Collections.Generic;

namespace NetVariants.Core.Declarations;

/// <summary>
/// Collects the problems of one declaration, the first few of them: so that one bad string does not flood the error list.
/// </summary>
internal sealed class ProblemList
{
    private const int Limit = 5;
    private const int QuotedLength = 40;

    private readonly List<Problem> _problems = new();

    /// <summary>How many there are.</summary>
    public int Count => _problems.Count;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Whether no further problem would be kept.</summary>
    public bool IsFull => _problems.Count >= Limit;

    /// <summary>A problem of the whole argument.</summary>
    public void Add(string id, string argument, params string[] details) => Add(id, argument, default, details);

    /// <summary>A problem of some characters of the argument.</summary>
    public void Add(string id, string argument, TextSpan span, params string[] details) =>
        Add(new Problem(id, argument, span.Start, span.Length, EquatableArray<string>.Owning(details)));

    /// <summary>A problem found elsewhere; one that is known already is not kept again.</summary>
    public void Add(Problem problem)
    {
        if (!IsFull && !_problems.Contains(problem))
            _problems.Add(problem);
    }

    /// <summary>A problem of a token; an empty one is shown at its comma.</summary>
    public void AddToken(string id, string argument, string text, TextSpan token, string expected, string? suggestion = null)
    {
        var quoted = Quote(text, token);
        var details = EquatableArray<string>.Of(quoted, expected);
        Add(new Problem(id, argument, token.Start, Math.Max(token.Length, 1), details, suggestion));
    }

    /// <summary>The problems.</summary>
    public EquatableArray<Problem> ToArray() => EquatableArray<Problem>.Owning(_problems.ToArray());

    /// <summary>The characters of a token for a message, shortened when there are many.</summary>
    public static string Quote(string text, TextSpan token) => token.Length <= QuotedLength
        ? text.Substring(token.Start, token.Length)
        : text.Substring(token.Start, QuotedLength) + "…";

    /// <summary>A text for a message, shortened when it is long.</summary>
    public static string Quote(string text) => Quote(text, new TextSpan(0, text.Length));
}
