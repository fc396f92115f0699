namespace NetVariants.Core.Graph.Ops;

/// <summary>x · tanh(softplus(x)).</summary>
public sealed record Mish : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0];

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Torch.Functions + "mish(" + call[0] + ")";
}
