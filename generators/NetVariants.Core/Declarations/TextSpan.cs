namespace NetVariants.Core.Declarations;

/// <summary>A range of characters in one argument's text.</summary>
/// <param name="Start">The first character.</param>
/// <param name="Length">The number of characters; 0 for what no token stands for.</param>
public readonly record struct TextSpan(int Start, int Length);
