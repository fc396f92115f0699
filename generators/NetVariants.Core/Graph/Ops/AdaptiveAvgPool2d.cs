namespace NetVariants.Core.Graph.Ops;

/// <summary>The means over a grid of <paramref name="Side"/>×<paramref name="Side"/> cells; a smaller map is repeated.</summary>
/// <param name="Side">The grid's side.</param>
public sealed record AdaptiveAvgPool2d(Arg Side) : Op
{
    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { Side = Side.Bind(arguments) };

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Map ? TensorShape.Map(inputs[0].Channels, (int)Side.Value) : null;

    /// <inheritdoc/>
    public override long SmallestSide(long side) => 1;

    /// <inheritdoc/>
    public override SideFormula? ResultSide(SideFormula input) => null;

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments) => arguments.Square(Side);

    /// <summary>It saves its input, but for a mean over the whole map, of which PyTorch 2 saves nothing; PyTorch 1 does.</summary>
    public override bool SavesInput(int input) => !Side.Is(1);

    /// <inheritdoc/>
    public override string ResultName => "pooled";

    /// <inheritdoc/>
    public override string Function(FunctionCall call) =>
        call.Torch.Functions + "adaptive_avg_pool2d(" + call[0] + ", " + call.Text(Side) + ")";
}
