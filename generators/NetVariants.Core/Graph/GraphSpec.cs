using System;

namespace NetVariants.Core.Graph;

/// <summary>A computation in single-assignment order: a node takes only results of nodes before it.</summary>
/// <param name="Nodes">The nodes.</param>
/// <param name="Outputs">The results by name; none for one result, which is the last node's.</param>
/// <param name="Inputs">The names of the inputs in camelCase; none for one, <c>input</c>.</param>
public sealed record GraphSpec(
    EquatableArray<NodeSpec> Nodes, EquatableArray<GraphOutput> Outputs = default, EquatableArray<string> Inputs = default)
{
    /// <summary>Stands for the graph's first input among a node's inputs; −1 − i for input i.</summary>
    public const int Input = -1;

    /// <summary>The number of inputs.</summary>
    public int InputCount => Math.Max(1, Inputs.Count);

    /// <summary>The number of outputs.</summary>
    public int OutputCount => Math.Max(1, Outputs.Count);

    /// <summary>The name of an input.</summary>
    public string InputName(int index) => Inputs.Count == 0 ? "input" : Inputs[index];

    /// <summary>The node that gives an output; a negative number for an input that is passed through.</summary>
    public int OutputNode(int index) => Outputs.Count == 0 ? Nodes.Count - 1 : Outputs[index].Node;
}

/// <summary>A result of a graph.</summary>
/// <param name="Name">Its name in camelCase.</param>
/// <param name="Node">The node that gives it.</param>
public readonly record struct GraphOutput(string Name, int Node);
