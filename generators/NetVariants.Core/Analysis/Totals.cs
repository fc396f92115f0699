using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>The sums over the layers of an expanded graph.</summary>
/// <param name="Parameters">The trainable parameters.</param>
/// <param name="LayerParameters">Those of each layer.</param>
/// <param name="StateBytes">The bytes of the state dict's tensors.</param>
/// <param name="Macs">The multiply-accumulates for one image.</param>
/// <param name="ActivationBytes">The bytes that training keeps for one image.</param>
/// <param name="Overflow">What exceeds 64 bits, in words; null where all fits.</param>
/// <param name="OverflowNode">The layer with which it does; −1 for activations, to which all layers contribute.</param>
internal readonly record struct Totals(
    long Parameters,
    EquatableArray<long> LayerParameters,
    long StateBytes,
    long Macs,
    long ActivationBytes,
    string? Overflow,
    int OverflowNode)
{
    /// <summary>Sums up.</summary>
    public static Totals Count(GraphSpec graph, EquatableArray<TensorShape> shapes, TensorShape input)
    {
        var known = new GraphShapes(shapes, input);
        var state = new StateCounter();
        var parameters = new long[graph.Nodes.Count];
        long macs = 0;
        string? overflow = null;
        var overflowNode = -1;
        for (var i = 0; i < parameters.Length; i++)
        {
            var node = graph.Nodes[i];
            parameters[i] = state.Add(node.Op);
            macs = Saturating.Add(macs, node.Op.Macs(new InputShapes(node.Inputs, known), shapes[i]));
            if (overflow is null && (overflow = Saturated(state, macs)) is not null)
                overflowNode = i;
        }

        var activations = Activations.Bytes(graph, known);
        if (activations == long.MaxValue)
            overflow ??= "bytes of activations";
        return new Totals(
            state.Parameters, EquatableArray<long>.Owning(parameters), state.Bytes, macs, activations, overflow, overflowNode);
    }

    private static string? Saturated(StateCounter state, long macs) =>
        state.Parameters == long.MaxValue
            ? "parameters"
            : state.Bytes == long.MaxValue ? "bytes of state" : macs == long.MaxValue ? "multiply-accumulates" : null;
}
