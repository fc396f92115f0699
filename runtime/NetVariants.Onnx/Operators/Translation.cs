using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Onnx.Graphs;
using NetVariants.Onnx.State;
using Onnx;

namespace NetVariants.Onnx.Operators;

/// <summary>One node of a network on its way into an ONNX graph: what its translation may look at, and how it writes nodes.</summary>
internal sealed class Translation
{
    private readonly OnnxGraph _graph;
    private readonly FoldedState _state;
    private readonly string _path;
    private int _steps;

    /// <summary>Begins the translation of a node.</summary>
    /// <param name="graph">Where nodes go.</param>
    /// <param name="state">The network's weights.</param>
    /// <param name="node">The node.</param>
    /// <param name="result">The name that its result is to have.</param>
    public Translation(OnnxGraph graph, FoldedState state, NodeSpec node, string result) =>
        (_graph, _state, _path, Result) = (graph, state, node.Path, result);

    /// <summary>The names of the inputs' values.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The shapes of the inputs; of a map only the channels where <see cref="IsAnySize"/>.</summary>
    public required InputShapes Shapes { get; init; }

    /// <summary>The shape of the result; of a map only the channels where <see cref="IsAnySize"/>.</summary>
    public required TensorShape Output { get; init; }

    /// <summary>Whether the file takes images of more than one size, so that height and width are not constants.</summary>
    public required bool IsAnySize { get; init; }

    /// <summary>Whether convolutions may become Winograd's minimal filtering, for which <see cref="IsAnySize"/> has to be false.</summary>
    public required bool UsesWinograd { get; init; }

    /// <summary>The name of the node and of its result.</summary>
    public string Result { get; }

    /// <summary>Adds a tensor of the node's module to the file, under its name in the state dict.</summary>
    /// <returns>The name.</returns>
    public string State(string entry)
    {
        var values = _state.Read(_path, entry);
        return _graph.Add(values.Name, values.Values, values.Shape);
    }

    /// <summary>Adds the node that gives the result.</summary>
    /// <returns>The result's name.</returns>
    public string Add(string type, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes) =>
        _graph.Add(type, Result, Result, inputs, attributes);

    /// <summary>Adds a node on the way to the result.</summary>
    /// <returns>The name of its result.</returns>
    public string Step(string type, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes)
    {
        var name = Name(type);
        return _graph.Add(type, name, name, inputs, attributes);
    }

    /// <summary>Adds constant real numbers.</summary>
    /// <returns>The constant's name.</returns>
    public string Constant(float[] values, params IReadOnlyList<long> shape) => _graph.Add(Name("constant"), values, shape);

    /// <summary>Adds constant real numbers that several nodes share: the first of a name are kept.</summary>
    /// <param name="name">A name that no other constant of the file has; it begins with a slash.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="shape">Their sizes.</param>
    /// <returns>The constant's name.</returns>
    public string Shared(string name, float[] values, params IReadOnlyList<long> shape) => _graph.Add(name, values, shape);

    /// <summary>Adds constant integers.</summary>
    /// <returns>The constant's name.</returns>
    public string Constant(long[] values, params IReadOnlyList<long> shape) => _graph.Add(Name("constant"), values, shape);

    /// <summary>The values of an input that is constant.</summary>
    public float[] ValuesOf(int input) => _graph.Find(Inputs[input])!.Floats.ToArray();

    /// <summary>A constant integer without dimensions.</summary>
    /// <returns>The constant's name.</returns>
    public string Scalar(long value) => Constant([value], shape: []);

    /// <summary>Combines the inputs two by two, from the first on.</summary>
    /// <returns>The result's name.</returns>
    public string Chain(string type)
    {
        var sum = Inputs[0];
        for (var i = 1; i < Inputs.Count - 1; i++)
            sum = Step(type, [sum, Inputs[i]]);
        return Add(type, [sum, Inputs[^1]]);
    }

    private string Name(string part) => $"{Result}/{part}_{_steps++}";
}
