using System.Collections.Generic;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Analysis;

/// <summary>A run of layers under one name.</summary>
internal sealed class Stage
{
    private readonly ShapedNet _net;
    private readonly int _first;
    private readonly string _name;
    private readonly bool _isNested;    // whether the name is a container's under the top-level one
    private readonly Layout _input;
    private List<int>? _beside;         // its nodes beside what flows through the network
    private readonly List<(string Name, int Count)> _operations = [];
    private int _last;
    private int _shown;                 // the operation of a stage of one
    private int _lastNamed;
    private int _result;

    /// <summary>Starts a stage.</summary>
    /// <param name="net">The network.</param>
    /// <param name="first">The first layer's node.</param>
    /// <param name="name">The name of its container; empty for a layer without one.</param>
    /// <param name="sharesName">Whether another stage has that name.</param>
    /// <param name="input">How the result of the last stage that is no parameter is laid out.</param>
    public Stage(ShapedNet net, int first, string name, bool sharesName, Layout input) =>
        (_net, _first, _name, _isNested, SharesName, _input) = (net, first, name, name.IndexOf('.') >= 0, sharesName, input);

    /// <summary>The length of its name.</summary>
    public int NameLength => _name.Length;

    /// <summary>Whether another stage has the name too.</summary>
    public bool SharesName { get; set; }

    /// <summary>The shape of its result.</summary>
    public TensorShape Output => _net.Shapes[_first == _last ? _last : _result];

    /// <summary>Whether it is one parameter without a module, which stands beside what flows through the network.</summary>
    public bool IsParameter => _first == _last && _net.Graph.Nodes[_first].Op.IsParameter;

    /// <summary>The trainable parameters.</summary>
    public long ParameterCount { get; private set; }

    /// <summary>The container's name, or its first and last layer's: <c>features.4 to 7</c>. A function has <c>-</c>.</summary>
    public string Path
    {
        get
        {
            string start = _net.Graph.Nodes[_first].Path, end = _net.Graph.Nodes[_lastNamed].Path;
            if (_first == _last || start.Length == 0)
                return start.Length == 0 ? "-" : start;
            if (!SharesName)
                return _name;
            (start, end) = (Numbered(start), Numbered(end));
            return start == end ? start : start + " to " + end.Substring(_name.Length + 1);
        }
    }

    /// <summary>
    /// The length of the name of a numbered container under a name, such as <c>features.1</c>; 0 where a path leads to none.
    /// </summary>
    public static int NumberedLength(string path, int nameLength) =>
        nameLength > 0 && path.Length > nameLength + 1 && char.IsDigit(path[nameLength + 1])
            ? System.Math.Max(0, path.IndexOf('.', nameLength + 1))
            : 0;

    private string Numbered(string path) =>
        NumberedLength(path, _name.Length) is > 0 and var length ? path.Substring(0, length) : path;

    /// <summary>One layer in full; several by count: <c>2 Conv2d, 1 MaxPool2d</c>.</summary>
    public string Operations => _operations.Count == 1 && _operations[0].Count == 1
        ? _net.Graph.Nodes[_shown].Op.Describe()
        : Counted();

    /// <summary>Whether a layer of some path belongs to a stage of this name.</summary>
    public bool Holds(string path)
    {
        var length = _name.Length;
        return length > 0 && path.Length > length + 1 && path[length] == '.' && HasName(path, length)
            && (_isNested || char.IsDigit(path[length + 1]) || path.IndexOf('.', length + 1) < 0);
    }

    /// <summary>Whether a path's beginning is the stage's name.</summary>
    public bool HasName(string path, int length) =>
        length > 0 && length == _name.Length && string.CompareOrdinal(path, 0, _name, 0, length) == 0;

    /// <summary>
    /// Takes in what follows its layers without being one, such as the concatenation at a dense block's end, or the sum that is laid out as
    /// what the stage gets; not what the next stage needs, such as a flattened or a padded map.
    /// </summary>
    public void Pass(int node)
    {
        var (layout, op) = (_net.Shapes[node].Layout, _net.Graph.Nodes[node].Op);
        // A filter and random numbers take the images' type alone.
        if (op is BlurFilter or ImageOnes || !IsFed(node))
            (_beside ??= []).Add(node);
        else if ((layout == _net.Shapes[_result].Layout || layout == _input) && op is not Pad2d)
            _result = node;
    }

    /// <summary>Whether a node takes what flows through the stage.</summary>
    private bool IsFed(int node)
    {
        var inputs = _net.Graph.Nodes[node].Inputs;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] >= _first && _beside?.Contains(inputs[i]) != true)
                return true;
        }

        return false;
    }

    /// <summary>Adds a layer.</summary>
    public void Add(int node)
    {
        var graph = _net.Graph;
        var op = graph.Nodes[node].Op;
        _last = node;
        if (graph.Nodes[node].Path.Length > 0)
            _lastNamed = node;
        ParameterCount = Saturating.Add(ParameterCount, _net.LayerParameters[node]);
        var owner = ParameterOwner.Find(graph, node);
        if (op.IsParameter)
            (_beside ??= []).Add(node);
        // A parameter stands beside what flows through the stage.
        if (node == _first || !op.IsParameter)
            _result = owner >= 0 && ParameterOwner.MapOf(graph, owner) is >= 0 and var map ? map : node;
        if (owner >= 0 && !ParameterOwner.IsFirst(graph, owner, node))
            return;
        _shown = owner >= 0 ? owner : node;
        var name = graph.Nodes[_shown].Op.Name;
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

    private string Counted()
    {
        var text = Words.Begin("");
        foreach (var (name, count) in _operations)
            text.Append(text.Length == 0 ? "" : ", ").Append(Format.Integer(count)).Append(' ').Append(name);
        return text.ToString();
    }
}
