using NetVariants.Core.Declarations;

namespace NetVariants.Core.Graph;

/// <summary>Where a node comes from: some characters of one of the declaration's arguments.</summary>
/// <param name="Argument">The argument; null for the layers.</param>
/// <param name="Start">The first character.</param>
/// <param name="Length">The number of characters; 0 for the whole argument.</param>
public readonly record struct Origin(string? Argument, int Start, int Length)
{
    /// <summary>A token of the layers.</summary>
    public static implicit operator Origin(TextSpan span) => new(null, span.Start, span.Length);
}
