using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>A network with the shapes and counts of all its layers.</summary>
/// <param name="Spec">The network after all passes.</param>
/// <param name="Graph">Its layers with every block expanded.</param>
/// <param name="Shapes">The shape of each layer's result.</param>
/// <param name="ResultIndices">For each node of the spec's body, the layer that gives its result; none where the graph is the body
/// itself.</param>
/// <param name="ParameterCount">The number of trainable parameters.</param>
/// <param name="LayerParameters">Those of each layer.</param>
/// <param name="Macs">The multiply-accumulates for one image.</param>
/// <param name="LayerCount">The convolutions and linear layers on the main path.</param>
/// <param name="StateBytes">The bytes of the state dict's tensors.</param>
/// <param name="ActivationBytes">The bytes that training keeps for one image between forward and backward pass.</param>
/// <param name="ImageRule">The images on which the network runs.</param>
public sealed record ShapedNet(
    NetSpec Spec,
    GraphSpec Graph,
    EquatableArray<TensorShape> Shapes,
    EquatableArray<int> ResultIndices,
    long ParameterCount,
    EquatableArray<long> LayerParameters,
    long Macs,
    int LayerCount,
    long StateBytes,
    long ActivationBytes,
    InputRule ImageRule)
{
    /// <summary>The last feature map: what the head sees.</summary>
    public TensorShape Features => Spec.Taps.Count == 0 ? Output(0) : ShapeOf(Spec.Taps[Spec.Taps.Count - 1]);

    /// <summary>The shape of an output.</summary>
    public TensorShape Output(int index) => ShapeOfLayer(Graph.OutputNode(index));

    /// <summary>The shape of a result of the spec's body.</summary>
    /// <param name="node">The node, or <see cref="GraphSpec.Input"/>.</param>
    public TensorShape ShapeOf(int node) => node < 0 ? Spec.Input : ShapeOfLayer(ResultIndices.Count == 0 ? node : ResultIndices[node]);

    /// <summary>The shapes of a layer's inputs.</summary>
    internal InputShapes InputsOf(NodeSpec node) => new(node.Inputs, new GraphShapes(Shapes, Spec.Input));

    /// <summary>The shape of a result of the expanded graph.</summary>
    internal TensorShape ShapeOfLayer(int layer) => layer < 0 ? Spec.Input : Shapes[layer];
}
