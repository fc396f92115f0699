namespace NetVariants.Core.Graph.Ops;

/// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
public sealed record Hardswish : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override string ResultName => "activated";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0];

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".hardswish()";
}
