namespace NetVariants.Core.Graph.Ops;

/// <summary>The maximum over a square window.</summary>
/// <param name="Kernel">The window's side.</param>
/// <param name="Stride">The stride.</param>
public sealed record MaxPool2d(Arg Kernel, Arg Stride) : Op
{
    private const int IndexBytes = 8;

    /// <summary>The pixels added on each side, which no maximum takes.</summary>
    public Arg Padding { get; init; } = 0;

    private Window Window => new(Kernel.Value, Stride.Value, Padding.Value);

    /// <inheritdoc/>
    public override string ResultName => "pooled";

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) =>
        this with { Kernel = Kernel.Bind(arguments), Stride = Stride.Bind(arguments), Padding = Padding.Bind(arguments) };

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
        arguments.Option("padding", Padding, 0);
    }

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;

    /// <summary>The places of the maxima.</summary>
    public override long SavedBytes(InputShapes inputs, TensorShape output) => Saturating.Multiply(IndexBytes, output.Size);
}
