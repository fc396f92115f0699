namespace NetVariants.Core.Analysis;

/// <summary>A module of one input with its place in the expanded graph.</summary>
/// <param name="Path">The module's path.</param>
/// <param name="Start">Its first node.</param>
/// <param name="End">The node after its last.</param>
/// <param name="Input">The node whose result it takes; negative for the image.</param>
/// <param name="Result">The node that gives its result.</param>
internal readonly record struct ExpandedModule(string Path, int Start, int End, int Input, int Result);
