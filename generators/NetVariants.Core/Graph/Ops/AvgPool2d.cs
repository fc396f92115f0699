namespace NetVariants.Core.Graph.Ops;

/// <summary>The mean over a square window as large as the step.</summary>
/// <param name="Kernel">The window's side.</param>
public sealed record AvgPool2d(Arg Kernel) : Op
{
    private Window Window => new(Kernel.Value, Kernel.Value, 0);

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { Kernel = Kernel.Bind(arguments) };

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Map ? Window.Output(inputs[0], inputs[0].Channels) : null;

    /// <inheritdoc/>
    public override long SmallestSide(long side) => Window.SmallestInput(side);

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments) => arguments.Square(Kernel);

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;
}
