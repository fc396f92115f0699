namespace NetVariants.Core.Ir;

/// <summary>Where a layer comes from: a range of characters in the declaration's <c>layers</c>.</summary>
/// <param name="Start">The first character.</param>
/// <param name="Length">The number of characters; 0 for what no token stands for.</param>
public readonly record struct TextSpan(int Start, int Length);
