namespace NetVariants.Core.Ir;

/// <summary>A computation in single-assignment order: a node takes only results of nodes before it; the last one's result is the graph's.</summary>
/// <param name="Nodes">The nodes.</param>
public sealed record GraphSpec(EquatableArray<NodeSpec> Nodes)
{
    /// <summary>Stands for the graph's input among a node's inputs.</summary>
    public const int Input = -1;
}
