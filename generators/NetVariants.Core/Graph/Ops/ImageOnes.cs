namespace NetVariants.Core.Graph.Ops;

/// <summary>A one for each image: <c>[N, 1, 1, 1]</c> for maps, <c>[N, 1, 1]</c> for tokens.</summary>
/// <param name="Layout">What the ones are multiplied with.</param>
public sealed record ImageOnes(Layout Layout) : Op
{
    /// <inheritdoc/>
    public override string Name => "new_ones";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override bool PassesGradient => false;

    /// <inheritdoc/>
    public override string ResultName => "ones";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout != Layout ? null : Layout == Layout.Tokens ? TensorShape.Tokens(1, 1) : TensorShape.Map(1, 1);

    /// <inheritdoc/>
    public override long SmallestSide(long side) => 1;

    /// <inheritdoc/>
    public override SideFormula? ResultSide(SideFormula input) => null;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) =>
        call.Receiver(0) + ".new_ones(" + call.Receiver(0) + ".shape[0], 1, 1" + (Layout == Layout.Tokens ? ")" : ", 1)");
}
