namespace NetVariants.Core.Graph.Ops;

/// <summary>The hyperbolic tangent.</summary>
public sealed record Tanh : Op
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
    public override string Function(FunctionCall call) => call.Receiver(0) + ".tanh()";
}
