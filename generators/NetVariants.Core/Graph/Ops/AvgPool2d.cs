namespace NetVariants.Core.Graph.Ops;

/// <summary>The mean over a square window, whose stride is its side where none is given.</summary>
/// <param name="Kernel">The window's side.</param>
public sealed record AvgPool2d(Arg Kernel) : Op
{
    /// <summary>The step.</summary>
    public Arg Stride { get; init; } = Kernel;

    /// <summary>Whether a last window may reach over the border; its mean is that of the pixels inside.</summary>
    public bool CeilMode { get; init; }

    private Window Window => new(Kernel.Value, Stride.Value, 0, CeilMode);

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { Kernel = Kernel.Bind(arguments), Stride = Stride.Bind(arguments) };

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
        if (Stride != Kernel)
            arguments.Option("stride", Stride);
        arguments.Setting("ceil_mode", CeilMode, false);
    }

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;
}
