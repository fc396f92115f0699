namespace NetVariants.Core.Graph.Ops;

/// <summary>An affine map of the last dimension by a weight and a bias, which are the second and third input.</summary>
/// <param name="In">Features of the input.</param>
/// <param name="Out">Features of the output.</param>
public sealed record LinearFunction(Arg In, Arg Out) : Op
{
    /// <inheritdoc/>
    public override string Name => "linear";

    /// <inheritdoc/>
    public override bool IsLayer => true;

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
    public override long Macs(InputShapes inputs, TensorShape output) => Saturating.Multiply(output.Size, In.Value);

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Torch.Functions + "linear(" + call.Inputs + ")";
}
