namespace NetVariants.Core.Graph.Ops;

/// <summary>Tokens without a batch, <c>[1, length, channels]</c>, once for each image of the second input.</summary>
public sealed record ExpandToken : Op
{
    /// <inheritdoc/>
    public override string Name => "expand";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override bool IsOnMainPath(int input) => input == 0;

    /// <inheritdoc/>
    public override string ResultName => "expanded";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0].Layout == Layout.Tokens ? inputs[0] : null;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".expand(" + call.Receiver(1) + ".shape[0], -1, -1)";
}
