namespace NetVariants.Core.Graph;

/// <summary>The shapes of a graph's results and of its input.</summary>
/// <param name="results">The shape of each node's result so far.</param>
/// <param name="image">The shape of the graph's input.</param>
public sealed class GraphShapes(EquatableArray<TensorShape> results, TensorShape image)
{
    /// <summary>The shape of a node's result; of the graph's input for a negative number.</summary>
    public TensorShape this[int node] => node < 0 ? image : results[node];
}
