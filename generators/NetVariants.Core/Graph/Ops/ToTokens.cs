namespace NetVariants.Core.Graph.Ops;

/// <summary>A grid's pixels as a sequence, row after row.</summary>
public sealed record ToTokens : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override string ResultName => "tokens";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Grid && inputs[0].Positions <= int.MaxValue
            ? TensorShape.Tokens((int)inputs[0].Positions, inputs[0].Channels)
            : null;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".flatten(1, 2)";
}
