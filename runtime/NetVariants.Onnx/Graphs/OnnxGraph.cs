using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Onnx;

namespace NetVariants.Onnx.Graphs;

/// <summary>The nodes and constants of an ONNX graph while it is built.</summary>
internal sealed class OnnxGraph
{
    private readonly Dictionary<string, OnnxConstant> _constants = new(StringComparer.Ordinal);
    private readonly List<OnnxConstant> _ordered = [];

    /// <summary>The nodes in the order of computation.</summary>
    public List<NodeProto> Nodes { get; } = [];

    /// <summary>The constants in the order in which they were added.</summary>
    public IReadOnlyList<OnnxConstant> Constants => _ordered;

    /// <summary>The constant of a name, or null.</summary>
    public OnnxConstant? Find(string name) => _constants.GetValueOrDefault(name);

    /// <summary>Removes what no result needs, such as the draws of a training.</summary>
    /// <param name="results">The names of the results.</param>
    public void Prune(IEnumerable<string> results)
    {
        HashSet<string> needed = new(results, StringComparer.Ordinal);
        for (var i = Nodes.Count - 1; i >= 0; i--)
        {
            if (needed.Contains(Nodes[i].Output[0]))
                needed.UnionWith(Nodes[i].Input);
            else
                Nodes.RemoveAt(i);
        }

        foreach (var constant in _ordered.FindAll(constant => !needed.Contains(constant.Name)))
        {
            _ordered.Remove(constant);
            _constants.Remove(constant.Name);
        }
    }

    /// <summary>Adds a node.</summary>
    /// <returns>The name of its result.</returns>
    public string Add(string type, string name, string result, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes)
    {
        NodeProto node = new() { OpType = type, Name = name };
        node.Input.AddRange(inputs);
        node.Output.Add(result);
        node.Attribute.AddRange(attributes);
        Nodes.Add(node);
        return result;
    }

    /// <summary>Adds real numbers.</summary>
    /// <returns>The constant's name.</returns>
    public string Add(string name, float[] values, params IReadOnlyList<long> shape) =>
        Add(new OnnxConstant(name, TensorProto.Types.DataType.Float, shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));

    /// <summary>Adds integers.</summary>
    /// <returns>The constant's name.</returns>
    public string Add(string name, long[] values, params IReadOnlyList<long> shape) =>
        Add(new OnnxConstant(name, TensorProto.Types.DataType.Int64, shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));

    /// <summary>Adds a constant; one of the same name stands for both.</summary>
    /// <returns>The constant's name.</returns>
    public string Add(OnnxConstant constant)
    {
        if (_constants.TryAdd(constant.Name, constant))
            _ordered.Add(constant);
        return constant.Name;
    }
}

/// <summary>A constant tensor of a graph: an initializer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its sizes; none for a scalar.</param>
/// <param name="Bytes">Its elements, little-endian.</param>
internal sealed record OnnxConstant(string Name, TensorProto.Types.DataType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The elements of real numbers.</summary>
    public ReadOnlySpan<float> Floats => MemoryMarshal.Cast<byte, float>(Bytes.Span);

    /// <summary>A matrix of real numbers with rows for columns, under another name.</summary>
    public OnnxConstant Transposed(string name)
    {
        (var rows, var columns) = ((int)Shape[0], (int)Shape[1]);
        var turned = new float[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                turned[(column * rows) + row] = Floats[(row * columns) + column];
        }

        return new OnnxConstant(name, Type, [columns, rows], MemoryMarshal.AsBytes(turned.AsSpan()).ToArray());
    }
}
