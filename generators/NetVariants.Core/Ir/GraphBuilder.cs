using System.Collections.Generic;

namespace NetVariants.Core.Ir;

/// <summary>Writes a graph down node by node.</summary>
internal sealed class GraphBuilder
{
    private const int UsualNodes = 48;

    private readonly List<NodeSpec> _nodes = new(UsualNodes);

    /// <summary>The node added last, or the graph's input.</summary>
    public int Last => _nodes.Count - 1;

    /// <summary>Adds a node that continues the chain.</summary>
    public int Add(string path, Op op, TextSpan origin = default) => Add(path, op, Last, origin);

    /// <summary>Adds a node with one input.</summary>
    public int Add(string path, Op op, int input, TextSpan origin = default, int when = -1) =>
        Add(new NodeSpec(path, op, EquatableArray<int>.Owning(new[] { input }), origin, when));

    /// <summary>Adds a node with two inputs.</summary>
    public int Join(Op op, int first, int second, TextSpan origin = default) =>
        Add(new NodeSpec("", op, EquatableArray<int>.Owning(new[] { first, second }), origin));

    /// <summary>The graph.</summary>
    public GraphSpec Build() => new(EquatableArray<NodeSpec>.Owning(_nodes.ToArray()));

    private int Add(NodeSpec node)
    {
        _nodes.Add(node);
        return Last;
    }
}
