using NetVariants.Core.Ir;

namespace NetVariants.Core.Analysis;

/// <summary>A network with the shapes and counts of all its layers.</summary>
/// <param name="Spec">The network as lowered.</param>
/// <param name="Graph">Its layers with every block expanded.</param>
/// <param name="Shapes">The shape of each layer's result.</param>
/// <param name="Ends">For each node of the spec's body, the layer that gives its result.</param>
/// <param name="ParameterCount">The number of trainable parameters.</param>
/// <param name="Macs">The multiply-accumulates of convolutions and linear layers for one image.</param>
/// <param name="LayerCount">The convolutions and linear layers on the longest path.</param>
/// <param name="StateBytes">The bytes of the state dict's tensors.</param>
/// <param name="ActivationBytes">The bytes that training keeps for one image between forward and backward pass.</param>
/// <param name="SmallestImageSize">The side in pixels of the smallest image on which the network runs.</param>
public sealed record ShapedNet(
    NetSpec Spec,
    GraphSpec Graph,
    EquatableArray<TensorShape> Shapes,
    EquatableArray<int> Ends,
    long ParameterCount,
    long Macs,
    int LayerCount,
    long StateBytes,
    long ActivationBytes,
    int SmallestImageSize)
{
    /// <summary>The last map before it becomes a vector: what the classifier sees.</summary>
    public TensorShape Features
    {
        get
        {
            // Every family pools its map, whatever its side, before the classifier.
            var pool = 0;
            while (Graph.Nodes[pool].Op is not Op.AdaptiveAvgPool2d)
                pool++;
            return Shapes[Graph.Nodes[pool].Inputs[0]];
        }
    }
}
