namespace NetVariants.Core.Graph.Ops;

/// <summary>The mean over a square window; the last one may reach over the border. A kernel of 1 passes the map through.</summary>
/// <param name="Kernel">The window's side.</param>
/// <param name="Stride">The stride.</param>
public sealed record OptionalAvgPool2d(Arg Kernel, Arg Stride) : Op
{
    /// <inheritdoc/>
    public override string Name => "avg_pool2d";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Kernel.Is(1) ? Aliasing.Always : Kernel.IsParameter ? Aliasing.InEvaluation : Aliasing.Never;

    private Window Window => new(Kernel.Value, Stride.Value, 0, CeilMode: true);

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => new OptionalAvgPool2d(Kernel.Bind(arguments), Stride.Bind(arguments));

    /// <inheritdoc/>
    public override string ResultName => "pooled";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Map ? Window.Output(inputs[0], inputs[0].Channels) : null;

    /// <inheritdoc/>
    public override long SmallestSide(long side) => Window.SmallestInput(side);

    /// <inheritdoc/>
    public override SideFormula? ResultSide(SideFormula input) => Window.After(input);

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments)
    {
        arguments.Square(Kernel);
        arguments.Option("stride", Stride);
    }

    /// <inheritdoc/>
    public override bool SavesInput(int input) => !Kernel.Is(1);

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Text(Kernel) + " == 1 ? " + call.Receiver(0) + ".alias() : "
        + call.Torch.Functions + "avg_pool2d(" + call[0] + ", " + call.Text(Kernel) + ", stride: " + call.Text(Stride)
            + ", ceil_mode: true)";
}
