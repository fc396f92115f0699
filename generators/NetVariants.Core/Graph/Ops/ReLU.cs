namespace NetVariants.Core.Graph.Ops;

/// <summary>max(x, 0).</summary>
public sealed record ReLU : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override bool SavesResult => true;

    /// <inheritdoc/>
    public override string ResultName => "activated";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0];

    /// <inheritdoc/>
    public override bool CanOverwrite(int input) => true;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".relu" + call.Suffix + "()";
}
