namespace NetVariants.Core.Graph.Ops;

/// <summary>
/// A convolution along a sequence of one channel, <c>[N, 1, C]</c>, with zero padding that keeps its length and without a bias.
/// </summary>
/// <param name="Kernel">The kernel's length, odd.</param>
public sealed record ChannelConv1d(Arg Kernel) : Op
{
    /// <inheritdoc/>
    public override string Name => "Conv1d";

    /// <inheritdoc/>
    public override bool HasState => true;

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { Kernel = Kernel.Bind(arguments) };

    /// <inheritdoc/>
    public override string ResultName => "maps";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0] is { Layout: Layout.Tokens, Positions: 1 } ? inputs[0] : null;

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments)
    {
        arguments.Channels(1, 1);
        arguments.Value(Kernel);
        arguments.Option("padding", Kernel / 2, 0);
        arguments.Setting("bias", false, true);
    }

    /// <inheritdoc/>
    public override void AcceptState(StateVisitor state) => state.Parameter("weight", 1, 1, Kernel.Value);

    /// <inheritdoc/>
    public override long Macs(InputShapes inputs, TensorShape output) => Saturating.Multiply(output.Size, Kernel.Value);

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;
}
