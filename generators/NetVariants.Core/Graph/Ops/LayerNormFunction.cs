namespace NetVariants.Core.Graph.Ops;

/// <summary>Normalization over the last dimension: of a value, by a weight and a bias, which are its second and third input.</summary>
/// <param name="Channels">The channels.</param>
/// <param name="Eps">What is added to the variance.</param>
public sealed record LayerNormFunction(Arg Channels, double Eps) : Op
{
    /// <summary>What is usually added to the variance of a map's channels.</summary>
    public const double DefaultEps = 1e-6;

    /// <inheritdoc/>
    public override string Name => "LayerNorm2d";

    /// <inheritdoc/>
    public override bool IsListed => false;

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
    public override bool SavesInput(int input) => true;

    /// <summary>The mean and the deviation at each position.</summary>
    public override long SavedBytes(InputShapes inputs, TensorShape output) =>
        Saturating.Multiply(2 * TensorShape.FloatBytes, output.Positions);

    /// <inheritdoc/>
    public override string Function(FunctionCall call) =>
        call.Torch.Functions + "layer_norm(" + call[0] + ", new long[] { " + call.Text(Channels) + " }, " + call[1] + ", " + call[2] + ", "
            + Format.Real(Eps) + ")";
}
