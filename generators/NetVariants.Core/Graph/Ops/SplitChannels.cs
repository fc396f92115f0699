namespace NetVariants.Core.Graph.Ops;

/// <summary>
/// Each token's channels as rows of a grid: <c>[N, length, rows · channels]</c> becomes <c>[N, length, rows, channels]</c>.
/// </summary>
/// <param name="Rows">The rows.</param>
public sealed record SplitChannels(Arg Rows) : Op
{
    /// <inheritdoc/>
    public override string Name => "unflatten";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { Rows = Rows.Bind(arguments) };

    /// <inheritdoc/>
    public override string ResultName => "split";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0].Layout == Layout.Tokens && inputs[0].Channels % Rows.Value == 0
        ? TensorShape.Grid(inputs[0].Channels / Rows.Value, inputs[0].Height, (int)Rows.Value)
        : null;

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments) => arguments.Value(Rows);

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".unflatten(2, new long[] { " + call.Text(Rows) + ", -1 })";
}
