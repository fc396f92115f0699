namespace NetVariants.Core.Graph.Ops;

/// <summary>An affine map of the last dimension.</summary>
/// <param name="In">Features of the input.</param>
/// <param name="Out">Features of the output.</param>
public sealed record Linear(Arg In, Arg Out) : Op
{
    /// <inheritdoc/>
    public override bool IsLayer => true;

    /// <inheritdoc/>
    public override bool HasState => true;

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { In = In.Bind(arguments), Out = Out.Bind(arguments) };

    /// <inheritdoc/>
    public override string ResultName => "projected";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout != Layout.Map && inputs[0].Channels == In.Value ? inputs[0] with { Channels = Out.Value } : null;

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments) => arguments.Channels(In, Out);

    /// <inheritdoc/>
    public override void AcceptState(StateVisitor state)
    {
        state.Parameter("weight", Out.Value, In.Value);
        state.Parameter("bias", Out.Value);
    }

    /// <inheritdoc/>
    public override long Macs(InputShapes inputs, TensorShape output) => Saturating.Multiply(output.Size, In.Value);

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;
}
