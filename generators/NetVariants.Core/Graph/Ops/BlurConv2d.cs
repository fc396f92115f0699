namespace NetVariants.Core.Graph.Ops;

/// <summary>A convolution of each channel with one filter, which is its second input, without padding.</summary>
/// <param name="Channels">The channels.</param>
/// <param name="Stride">The stride.</param>
public sealed record BlurConv2d(Arg Channels, Arg Stride) : Op
{
    private const int FilterSize = BlurFilter.Side * BlurFilter.Side;

    /// <inheritdoc/>
    public override string Name => "conv2d";

    private Window Window => new(BlurFilter.Side, Stride.Value, 0);

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { Channels = Channels.Bind(arguments), Stride = Stride.Bind(arguments) };

    /// <inheritdoc/>
    public override string ResultName => "blurred";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Map && inputs[0].Channels == Channels.Value ? Window.Output(inputs[0], Channels.Value) : null;

    /// <inheritdoc/>
    public override long SmallestSide(long side) => Window.SmallestInput(side);

    /// <inheritdoc/>
    public override bool IsOnMainPath(int input) => input == 0;

    /// <inheritdoc/>
    public override SideFormula? ResultSide(SideFormula input) => Window.After(input);

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments)
    {
        arguments.Value(Channels);
        arguments.Option("stride", Stride);
    }

    /// <inheritdoc/>
    public override long Macs(InputShapes inputs, TensorShape output) => Saturating.Multiply(output.Size, FilterSize);

    /// <summary>It saves the map; the filter does not belong to an image.</summary>
    public override bool SavesInput(int input) => input == 0;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Torch.Functions + "conv2d(" + call[0] + ", " + call[1]
        + ", strides: new long[] { " + call.Text(Stride) + ", " + call.Text(Stride) + " }, groups: " + call.Text(Channels) + ")";
}
