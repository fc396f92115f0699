namespace NetVariants.Core.Graph.Ops;

/// <summary>Normalization over the last dimension: the channels of each token, or of each pixel of a grid.</summary>
/// <param name="Channels">The channels.</param>
public sealed record LayerNorm(Arg Channels) : Op
{
    private const double DefaultEps = 1e-5;

    /// <summary>What is added to the variance.</summary>
    public double Eps { get; init; } = DefaultEps;

    /// <inheritdoc/>
    public override bool HasState => true;

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { Channels = Channels.Bind(arguments) };

    /// <inheritdoc/>
    public override string ResultName => "normed";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout != Layout.Map && inputs[0].Channels == Channels.Value ? inputs[0] : null;

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments)
    {
        arguments.Value(Channels);
        arguments.Option("eps", Eps, DefaultEps);
    }

    /// <inheritdoc/>
    public override void AcceptState(StateVisitor state)
    {
        state.Parameter("weight", Channels.Value);
        state.Parameter("bias", Channels.Value);
    }

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;

    /// <summary>The mean and the deviation at each position.</summary>
    public override long SavedBytes(InputShapes inputs, TensorShape output) =>
        Saturating.Multiply(2 * TensorShape.FloatBytes, output.Positions);
}
