namespace NetVariants.Core.Graph.Ops;

/// <summary>The channels of a map of one pixel as one channel of a sequence: <c>[N, C, 1, 1]</c> as <c>[N, 1, C]</c>.</summary>
public sealed record ChannelsToSequence : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override string ResultName => "sequence";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0] is { Layout: Layout.Map, Positions: 1 } map ? TensorShape.Tokens(1, map.Channels) : null;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".view(-1, 1, " + call.Receiver(0) + ".shape[1])";
}
