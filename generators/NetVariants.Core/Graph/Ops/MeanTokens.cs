namespace NetVariants.Core.Graph.Ops;

/// <summary>The mean of a sequence's tokens.</summary>
public sealed record MeanTokens : Op
{
    /// <inheritdoc/>
    public override string Name => "mean";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override string ResultName => "means";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Tokens ? TensorShape.Flat(inputs[0].Channels) : null;

    /// <inheritdoc/>
    public override long SmallestSide(long side) => 1;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".mean(new long[] { 1 })";
}
