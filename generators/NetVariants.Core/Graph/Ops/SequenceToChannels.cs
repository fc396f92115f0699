namespace NetVariants.Core.Graph.Ops;

/// <summary>A sequence of one channel as the channels of a map of one pixel: <c>[N, 1, C]</c> as <c>[N, C, 1, 1]</c>.</summary>
public sealed record SequenceToChannels : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override string ResultName => "channels";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0] is { Layout: Layout.Tokens, Positions: 1 } sequence ? TensorShape.Map(sequence.Channels, 1) : null;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".view(-1, " + call.Receiver(0) + ".shape[2], 1, 1)";
}
