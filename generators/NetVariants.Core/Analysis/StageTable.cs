using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>
/// The layers of a network by stage: a stage is what follows each other under one name at the top level, and a pool that makes the map smaller begins another.
/// </summary>
internal static class StageTable
{
    /// <summary>The stages in order.</summary>
    public static List<StageRow> Of(ShapedNet net)
    {
        var nodes = net.Graph.Nodes;
        var stages = new List<StageRow>();
        var state = new StateCounter();
        StageRow? stage = null;
        for (var i = 0; i < nodes.Count; i++)
        {
            var op = nodes[i].Op;
            if (!op.IsListed)
                continue;
            var parameters = state.Add(op);
            if (stage is null || !IsUnderOneName(nodes[stage.First].Path, nodes[i].Path) || (!op.HasState && net.Shapes[i].Positions < stage.Output.Positions))
                stages.Add(stage = new StageRow(net, i));
            stage.Add(i, parameters);
        }

        return stages;
    }

    private static bool IsUnderOneName(string one, string other)
    {
        var dot = one.IndexOf('.');
        return dot > 0 && string.CompareOrdinal(one, 0, other, 0, dot + 1) == 0;
    }
}

/// <summary>A row of the table by stage.</summary>
internal sealed class StageRow
{
    private readonly ShapedNet _net;
    private readonly List<(string Name, int Count)> _operations = [];
    private int _last;

    /// <summary>Starts a row.</summary>
    /// <param name="net">The network.</param>
    /// <param name="first">The first layer's node.</param>
    public StageRow(ShapedNet net, int first) => (_net, First, _last) = (net, first, first);

    /// <summary>The first layer's node.</summary>
    public int First { get; }

    /// <summary>The shape of the last layer's result.</summary>
    public TensorShape Output => _net.Shapes[_last];

    /// <summary>The trainable parameters.</summary>
    public long ParameterCount { get; private set; }

    /// <summary>The layers' names: <c>features.4 to 7</c>, or the one name that has no other layers.</summary>
    public string Path
    {
        get
        {
            string start = _net.Graph.Nodes[First].Path, end = _net.Graph.Nodes[_last].Path;
            if (First == _last)
                return start;
            var top = start.Substring(0, start.IndexOf('.'));
            if (!HasName(First - 1, top) && !HasName(_last + 1, top))
                return top;
            var common = 0;
            for (var i = 0; i < start.Length && i < end.Length && start[i] == end[i]; i++)
                common = start[i] == '.' ? i + 1 : common;
            return start + " to " + end.Substring(common);
        }
    }

    /// <summary>The operation of one layer in words, of several their names: <c>2 Conv2d, 1 MaxPool2d</c>.</summary>
    public string Operations => First == _last
        ? _net.Graph.Nodes[First].Op.Describe()
        : string.Join(", ", _operations.Select(operation => Format.Integer(operation.Count) + " " + operation.Name));

    /// <summary>Adds a layer.</summary>
    public void Add(int node, long parameters)
    {
        _last = node;
        ParameterCount = Saturating.Add(ParameterCount, parameters);
        var name = _net.Graph.Nodes[node].Op.Name;
        for (var i = 0; i < _operations.Count; i++)
        {
            if (_operations[i].Name == name)
            {
                _operations[i] = (name, _operations[i].Count + 1);
                return;
            }
        }

        _operations.Add((name, 1));
    }

    /// <summary>Whether the next module at a node, skipping functions and what the table leaves out, is under a name.</summary>
    private bool HasName(int node, string top)
    {
        var step = node < First ? -1 : 1;
        while (node >= 0 && node < _net.Graph.Nodes.Count && !_net.Graph.Nodes[node].Op.IsListed)
            node += step;
        return node >= 0 && node < _net.Graph.Nodes.Count && _net.Graph.Nodes[node].Path.StartsWith(top + ".", System.StringComparison.Ordinal);
    }
}
