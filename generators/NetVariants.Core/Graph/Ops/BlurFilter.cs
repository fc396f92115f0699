namespace NetVariants.Core.Graph.Ops;

/// <summary>The 3×3 binomial filter, <c>[1, 1, 3, 3]</c>, of the input's element type and on its device.</summary>
public sealed record BlurFilter : Op
{
    /// <summary>The filter's side.</summary>
    public const int Side = 3;

    /// <inheritdoc/>
    public override string Name => "tensor";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override bool PassesGradient => false;

    /// <inheritdoc/>
    public override string ResultName => "filter";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => TensorShape.Map(1, Side);

    /// <inheritdoc/>
    public override long SmallestSide(long side) => 1;

    /// <inheritdoc/>
    public override SideFormula? ResultSide(SideFormula input) => null;

    /// <inheritdoc/>
    public override string Function(
        FunctionCall call) => call.Torch.Torch + "tensor(new double[] { 1 / 16.0, 2 / 16.0, 1 / 16.0, 2 / 16.0, 4 / 16.0, 2 / 16.0, "
        + "1 / 16.0, 2 / 16.0, 1 / 16.0 }, new long[] { 1, 1, 3, 3 }, " + call.Receiver(0) + ".dtype, " + call.Receiver(0) + ".device)";
}
