namespace NetVariants.Core.Ir;

/// <summary>One step of a graph.</summary>
/// <param name="Path">
/// The state dict's prefix of the module that computes it, relative to the graph's owner: <c>layer1.0.conv1</c>. Empty where a function computes
/// it and no module exists.
/// </param>
/// <param name="Op">What it computes.</param>
/// <param name="Inputs">The nodes whose results it takes, all before it; <see cref="GraphSpec.Input"/> is the graph's input.</param>
/// <param name="Origin">The token that it comes from.</param>
/// <param name="When">
/// The parameter of the block (a flag) without which this node does not exist and its input passes through; −1 for a node that always exists.
/// </param>
public sealed record NodeSpec(string Path, Op Op, EquatableArray<int> Inputs, TextSpan Origin = default, int When = -1);
