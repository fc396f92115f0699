namespace NetVariants.Core.Graph.Ops;

/// <summary>
/// Each row of a grid as the channels of one token: <c>[N, length, rows, channels]</c> becomes <c>[N, length, rows · channels]</c>.
/// </summary>
public sealed record JoinChannels : Op
{
    /// <inheritdoc/>
    public override string Name => "flatten";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override string ResultName => "merged";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0].Layout == Layout.Grid
        ? TensorShape.Tokens(inputs[0].Height, Saturating.Multiply(inputs[0].Width, inputs[0].Channels))
        : null;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".flatten(2)";
}
