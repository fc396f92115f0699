namespace NetVariants.Core.Graph.Ops;

/// <summary>The first token.</summary>
public sealed record TakeToken : Op
{
    /// <inheritdoc/>
    public override string Name => "select";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override string ResultName => "token";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Tokens ? TensorShape.Flat(inputs[0].Channels) : null;

    /// <inheritdoc/>
    public override long SmallestSide(long side) => 1;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".select(1, 0)";
}
