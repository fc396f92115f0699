namespace NetVariants.Core.Graph.Ops;

/// <summary>The sum of a map over its height, which keeps a length of 1.</summary>
public sealed record Sum : Op
{
    /// <inheritdoc/>
    public override string Name => "sum";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override string ResultName => "sum";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => MapAxes.Height.Reduce(inputs[0]);

    /// <inheritdoc/>
    public override long SmallestSide(long side) => 1;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".sum(" + MapAxes.Height.Dimensions() + ", keepdim: true)";
}
