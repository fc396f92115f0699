namespace NetVariants.Core.Graph;

/// <summary>The shapes of one node's inputs.</summary>
public readonly struct InputShapes
{
    private readonly EquatableArray<int> _inputs;
    private readonly GraphShapes _shapes;

    /// <summary>The inputs of a node.</summary>
    /// <param name="inputs">The node's inputs.</param>
    /// <param name="shapes">The shapes of the graph in which it stands.</param>
    public InputShapes(EquatableArray<int> inputs, GraphShapes shapes) => (_inputs, _shapes) = (inputs, shapes);

    /// <summary>The number of inputs.</summary>
    public int Count => _inputs.Count;

    /// <summary>The shape of an input.</summary>
    public TensorShape this[int index] => _shapes[_inputs[index]];
}
