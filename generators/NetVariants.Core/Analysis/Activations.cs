using System.Collections.Generic;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Analysis;

/// <summary>
/// The bytes that autograd saves for one image, besides the weights. Each operation says what it saves; a tensor that several save counts
/// once; an in-place result or a view is its input's memory; nothing is saved before the first layer with weights.
/// </summary>
internal sealed class Activations
{
    private readonly EquatableArray<NodeSpec> _nodes;
    private readonly GraphShapes _shapes;

    // The node whose memory a node's result lies in, one further on for the image's place 0.
    private readonly int[] _memory;

    // By the same places: whether a gradient flows back through the result.
    private readonly bool[] _needsGradient;

    /// <summary>Finds which results share memory, and through which gradients flow.</summary>
    public Activations(GraphSpec graph, GraphShapes shapes)
    {
        _nodes = graph.Nodes;
        _shapes = shapes;
        _memory = new int[Places];
        _needsGradient = new bool[Places];
        for (var i = 0; i < _nodes.Count; i++)
        {
            var (op, inputs) = (_nodes[i].Op, _nodes[i].Inputs);
            var needsGradient = op.HasState;
            foreach (var source in inputs)
                needsGradient |= _needsGradient[source + 1];
            _needsGradient[i + 1] = needsGradient && op.PassesGradient;
            _memory[i + 1] = _nodes[i].Overwrites >= 0 ? MemoryOf(inputs[_nodes[i].Overwrites])
                : op.Aliasing == Aliasing.Always ? MemoryOf(inputs[0])
                : i + 1;
        }
    }

    /// <summary>How many results can be kept, the image included.</summary>
    public int Places => _nodes.Count + 1;

    /// <summary>The bytes kept for one image.</summary>
    public static long Bytes(GraphSpec graph, GraphShapes shapes)
    {
        var activations = new Activations(graph, shapes);
        return activations.KeepSaved(0, graph.Nodes.Count, new bool[activations.Places]);
    }

    /// <summary>Marks what some nodes save as kept, and gives the bytes of what was not yet.</summary>
    /// <param name="start">The first node.</param>
    /// <param name="end">The node after the last.</param>
    /// <param name="kept">The places whose memory is kept.</param>
    public long KeepSaved(int start, int end, bool[] kept)
    {
        long bytes = 0;
        for (var i = start; i < end; i++)
        {
            if (!_needsGradient[i + 1])
                continue;
            var (op, inputs) = (_nodes[i].Op, _nodes[i].Inputs);
            if (_nodes[i].IsRecomputed)
            {
                foreach (var input in inputs)
                    bytes = Saturating.Add(bytes, KeepFeatures(input, kept));
                continue;
            }

            for (var j = 0; j < inputs.Count; j++)
            {
                if (op.SavesInput(j))
                    bytes = Saturating.Add(bytes, Keep(inputs[j], kept));
            }

            if (op.SavesResult)
                bytes = Saturating.Add(bytes, Keep(i, kept));
            bytes = Saturating.Add(bytes, op.SavedBytes(new InputShapes(inputs, _shapes), _shapes[i]));
        }

        return bytes;
    }

    /// <summary>Marks a node's result, or the image, as kept, and gives its bytes where it was not yet.</summary>
    public long Keep(int node, bool[] kept)
    {
        var place = MemoryOf(node);
        // A parameter is kept anyway.
        if (kept[place] || (place > 0 && _nodes[place - 1].Op.IsParameter))
            return 0;
        kept[place] = true;
        return _shapes[place - 1].Bytes;
    }

    /// <summary>Marks as kept what a recomputed node reads: of a concatenation its inputs, of another recomputed node nothing.</summary>
    private long KeepFeatures(int input, bool[] kept)
    {
        if (input >= 0 && _nodes[input].IsRecomputed)
            return 0;
        if (input < 0 || _nodes[input].Op is not Concat)
            return Keep(input, kept);
        long bytes = 0;
        foreach (var features in _nodes[input].Inputs)
        {
            // The layer before keeps those of an inner concatenation.
            if (features < 0 || _nodes[features].Op is not Concat)
                bytes = Saturating.Add(bytes, Keep(features, kept));
        }

        return bytes;
    }

    private int MemoryOf(int node) => _memory[node + 1];
}
