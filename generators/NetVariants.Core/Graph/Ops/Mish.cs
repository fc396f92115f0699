namespace NetVariants.Core.Graph.Ops;

/// <summary>x · tanh(softplus(x)).</summary>
public sealed record Mish : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override string ResultName => "activated";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0];

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;

    /// <summary>TorchSharp multiplies by the hyperbolic tangent, which is saved too; PyTorch's own function saves its input.</summary>
    public override long SavedBytes(InputShapes inputs, TensorShape output) => output.Bytes;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Torch.Functions + "mish(" + call[0] + ")";
}
