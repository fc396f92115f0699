namespace NetVariants.Core.Graph.Ops;

/// <summary>x · Φ(x), Φ the distribution function of N(0, 1).</summary>
public sealed record GELU : Op
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
    public override string Function(FunctionCall call) => call.Receiver(0) + ".gelu()";
}
