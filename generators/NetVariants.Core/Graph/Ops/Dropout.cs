namespace NetVariants.Core.Graph.Ops;

/// <summary>Zeroes activations with probability <paramref name="P"/> while training.</summary>
/// <param name="P">The probability.</param>
public sealed record Dropout(Arg P) : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => !P.IsParameter && P.RealValue == 0 ? Aliasing.Always : Aliasing.InEvaluation;

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { P = P.Bind(arguments) };

    /// <inheritdoc/>
    public override string ResultName => "dropped";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0];

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments) => arguments.Value(P);

    /// <summary>The mask; for a probability of 1 the one zero that all is multiplied by.</summary>
    public override long SavedBytes(InputShapes inputs, TensorShape output) =>
        P.RealValue switch { 0 => 0, 1 => TensorShape.FloatBytes, _ => output.Bytes };

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Torch.Functions + "dropout(" + call[0] + ", " + call.Text(P) + ", training)";
}
