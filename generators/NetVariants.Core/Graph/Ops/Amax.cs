namespace NetVariants.Core.Graph.Ops;

/// <summary>The maximum of a map over its pixels or its channels, which keep a length of 1.</summary>
/// <param name="Over">What it is taken over.</param>
public sealed record Amax(MapAxes Over) : Op
{
    /// <inheritdoc/>
    public override string Name => "amax";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override bool SavesResult => true;

    /// <inheritdoc/>
    public override string ResultName => "maxima";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => Over.Reduce(inputs[0]);

    /// <inheritdoc/>
    public override long SmallestSide(long side) => Over == MapAxes.Pixels ? 1 : side;

    /// <inheritdoc/>
    public override SideFormula? ResultSide(SideFormula input) => Over == MapAxes.Pixels ? null : input;

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".amax(" + Over.Dimensions() + ", keepdim: true)";
}
