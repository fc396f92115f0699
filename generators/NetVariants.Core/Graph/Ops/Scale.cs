namespace NetVariants.Core.Graph.Ops;

/// <summary>A constant times x.</summary>
/// <param name="Factor">The constant.</param>
public sealed record Scale(double Factor) : Op
{
    /// <inheritdoc/>
    public override string Name => "mul";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override string ResultName => "scaled";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0];

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments) => arguments.Value(Factor);

    /// <inheritdoc/>
    public override bool CanOverwrite(int input) => true;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".mul" + call.Suffix + "(" + Format.Real(Factor) + ")";
}
