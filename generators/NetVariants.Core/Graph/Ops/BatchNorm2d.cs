namespace NetVariants.Core.Graph.Ops;

/// <summary>Batch normalization of a map's channels.</summary>
/// <param name="Features">The channels.</param>
public sealed record BatchNorm2d(Arg Features) : Op
{
    /// <summary>PyTorch's default of <see cref="Eps"/>.</summary>
    internal const double DefaultEps = 1e-5;

    /// <summary>PyTorch's default of <see cref="Momentum"/>.</summary>
    internal const double DefaultMomentum = Mix.DefaultNormMomentum;

    /// <summary>What is added to the variance.</summary>
    public double Eps { get; init; } = DefaultEps;

    /// <summary>The share of the batch's statistics in the running ones after a step.</summary>
    public double Momentum { get; init; } = DefaultMomentum;

    /// <inheritdoc/>
    public override bool HasState => true;

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => !Features.IsParameter ? this : this with { Features = Features.Bind(arguments) };

    /// <inheritdoc/>
    public override string ResultName => "normed";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Map && inputs[0].Channels == Features.Value ? inputs[0] : null;

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments)
    {
        arguments.Value(Features);
        arguments.Option("eps", Eps, DefaultEps);
        arguments.Option("momentum", Momentum, DefaultMomentum);
    }

    /// <inheritdoc/>
    public override void AcceptState(StateVisitor state)
    {
        state.Parameter("weight", Features.Value);
        state.Parameter("bias", Features.Value);
        state.Buffer("running_mean", Features.Value);
        state.Buffer("running_var", Features.Value);
        state.Counter("num_batches_tracked");
    }

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;

    /// <summary>The mean and the deviation of each channel.</summary>
    public override long SavedBytes(InputShapes inputs, TensorShape output) =>
        Saturating.Multiply(2 * TensorShape.FloatBytes, Features.Value);
}
