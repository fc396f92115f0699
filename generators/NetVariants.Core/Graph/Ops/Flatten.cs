namespace NetVariants.Core.Graph.Ops;

/// <summary>All values of an image as a vector.</summary>
public sealed record Flatten : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => TensorShape.Flat(inputs[0].Size);

    /// <inheritdoc/>
    public override long SmallestSide(long side) => 1;

    /// <inheritdoc/>
    public override string ResultName => "flat";

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".flatten(1)";
}
