namespace NetVariants.Core.Graph.Ops;

/// <summary>1 / (1 + exp(−x)).</summary>
public sealed record Sigmoid : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override bool SavesResult => true;

    /// <inheritdoc/>
    public override string ResultName => "gate";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0];

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".sigmoid()";
}
