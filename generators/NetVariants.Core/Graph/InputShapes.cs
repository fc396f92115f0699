namespace NetVariants.Core.Graph;

/// <summary>The shapes of one node's inputs.</summary>
public readonly struct InputShapes
{
    private readonly EquatableArray<int> _inputs;
    private readonly EquatableArray<TensorShape> _nodes;
    private readonly TensorShape _image;

    /// <summary>The inputs of a node.</summary>
    /// <param name="inputs">The node's inputs.</param>
    /// <param name="nodes">The shape of each node's result so far.</param>
    /// <param name="image">The shape of the graph's input.</param>
    public InputShapes(EquatableArray<int> inputs, EquatableArray<TensorShape> nodes, TensorShape image) =>
        (_inputs, _nodes, _image) = (inputs, nodes, image);

    /// <summary>The number of inputs.</summary>
    public int Count => _inputs.Count;

    /// <summary>The shape of an input.</summary>
    public TensorShape this[int index] => _inputs[index] < 0 ? _image : _nodes[_inputs[index]];
}
