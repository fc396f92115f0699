namespace NetVariants.Core.Graph.Ops;

/// <summary>One filter for each channel, without a copy: <c>[1, 1, 3, 3]</c> as <c>[C, 1, 3, 3]</c>.</summary>
/// <param name="Channels">The channels.</param>
public sealed record ExpandFilter(Arg Channels) : Op
{
    /// <inheritdoc/>
    public override string Name => "expand";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { Channels = Channels.Bind(arguments) };

    /// <inheritdoc/>
    public override string ResultName => "filters";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0];

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments) => arguments.Value(Channels);

    /// <inheritdoc/>
    public override long SmallestSide(long side) => 1;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".expand(" + call.Text(Channels) + ", 1, 3, 3)";
}
