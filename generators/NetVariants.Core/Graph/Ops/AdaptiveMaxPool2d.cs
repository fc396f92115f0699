namespace NetVariants.Core.Graph.Ops;

/// <summary>The maxima over a grid of <paramref name="Side"/>×<paramref name="Side"/> cells; a smaller map is repeated.</summary>
/// <param name="Side">The grid's side.</param>
public sealed record AdaptiveMaxPool2d(Arg Side) : Op
{
    private const int IndexBytes = 8;

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { Side = Side.Bind(arguments) };

    /// <inheritdoc/>
    public override string ResultName => "pooled";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Map ? TensorShape.Map(inputs[0].Channels, (int)Side.Value) : null;

    /// <inheritdoc/>
    public override long SmallestSide(long side) => 1;

    /// <inheritdoc/>
    public override SideFormula? ResultSide(SideFormula input) => null;

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments) => arguments.Square(Side);

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;

    /// <summary>The places of the maxima.</summary>
    public override long SavedBytes(InputShapes inputs, TensorShape output) => Saturating.Multiply(IndexBytes, output.Size);

    /// <inheritdoc/>
    public override string Function(FunctionCall call) =>
        call.Torch.Functions + "adaptive_max_pool2d(" + call[0] + ", new long[] { " + call.Text(Side) + ", " + call.Text(Side) + " })";
}
