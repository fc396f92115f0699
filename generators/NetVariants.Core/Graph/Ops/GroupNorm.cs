namespace NetVariants.Core.Graph.Ops;

/// <summary>Normalization of each image's channels in groups.</summary>
/// <param name="Groups">The groups.</param>
/// <param name="Channels">The channels, a multiple of the groups.</param>
public sealed record GroupNorm(int Groups, Arg Channels) : Op
{
    /// <summary>What is added to the variance.</summary>
    public double Eps { get; init; } = BatchNorm2d.DefaultEps;

    /// <inheritdoc/>
    public override bool HasState => true;

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { Channels = Channels.Bind(arguments) };

    /// <inheritdoc/>
    public override string ResultName => "normed";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Map && inputs[0].Channels == Channels.Value && Channels.Value % Groups == 0 ? inputs[0] : null;

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments)
    {
        arguments.Value(Groups);
        arguments.Value(Channels);
        arguments.Option("eps", Eps, BatchNorm2d.DefaultEps);
    }

    /// <inheritdoc/>
    public override void AcceptState(StateVisitor state)
    {
        state.Parameter("weight", Channels.Value);
        state.Parameter("bias", Channels.Value);
    }

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;

    /// <summary>The mean and the deviation of each group.</summary>
    public override long SavedBytes(InputShapes inputs, TensorShape output) => 2 * TensorShape.FloatBytes * Groups;
}
