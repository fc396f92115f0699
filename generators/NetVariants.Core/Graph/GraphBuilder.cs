using System;
using System.Collections.Generic;

namespace NetVariants.Core.Graph;

/// <summary>Writes a graph down node by node.</summary>
public sealed class GraphBuilder
{
    private const int InitialCapacity = 48;
    private const int SingleLists = 1024;

    // Most nodes have one input: a list of one number is made once.
    private static readonly EquatableArray<int>[] s_single = new EquatableArray<int>[SingleLists];

    // The list is copied once the graph is built, and the thread keeps it for the next one.
    [ThreadStatic]
    private static List<NodeSpec>? t_spare;

    private List<NodeSpec>? _nodes;

    /// <summary>Starts an empty graph.</summary>
    public GraphBuilder()
    {
        _nodes = t_spare ?? new List<NodeSpec>(InitialCapacity);
        t_spare = null;
    }

    /// <summary>The node added last, or the graph's input.</summary>
    public int Last => Nodes.Count - 1;

    private List<NodeSpec> Nodes => _nodes ?? throw IsBuilt();

    /// <summary>Adds a node that continues the chain.</summary>
    public int Add(string path, Op op, Origin origin = default, string? result = null) => Add(path, op, Last, origin, result: result);

    /// <summary>Adds a node with one input; <paramref name="result"/> is its <see cref="NodeSpec.ResultName"/>.</summary>
    public int Add(string path, Op op, int input, Origin origin = default, int condition = -1, string? result = null) =>
        Add(new NodeSpec(path, op, Single(input), origin, condition) { ResultName = result });

    /// <summary>Adds a function of several inputs, whose list becomes the node's.</summary>
    public int Join(Op op, params int[] inputs) => Add(new NodeSpec("", op, EquatableArray<int>.Owning(inputs)));

    /// <summary>A list of one node.</summary>
    internal static EquatableArray<int> Single(int input)
    {
        if (input + 1 is not (>= 0 and var place) || place >= s_single.Length)
            return EquatableArray<int>.Owning(new[] { input });
        var single = s_single[place];
        return single.Count > 0 ? single : s_single[place] = EquatableArray<int>.Owning(new[] { input });
    }

    /// <summary>Adds a node.</summary>
    public int Add(NodeSpec node)
    {
        Nodes.Add(node);
        return Last;
    }

    /// <summary>The graph.</summary>
    /// <exception cref="InvalidOperationException">It was built already.</exception>
    public GraphSpec Build(EquatableArray<GraphOutput> outputs = default, EquatableArray<string> inputs = default)
    {
        var nodes = Nodes;
        var graph = new GraphSpec(EquatableArray<NodeSpec>.Owning(nodes.ToArray()), outputs, inputs);
        _nodes = null;
        if (nodes.Capacity == InitialCapacity)
        {
            nodes.Clear();
            t_spare = nodes;
        }

        return graph;
    }

    private static InvalidOperationException IsBuilt() => new("The graph is built already.");
}
