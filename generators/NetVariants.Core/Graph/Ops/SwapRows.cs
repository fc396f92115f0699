namespace NetVariants.Core.Graph.Ops;

/// <summary>A grid with height and width exchanged.</summary>
public sealed record SwapRows : Op
{
    /// <inheritdoc/>
    public override string Name => "transpose";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override string ResultName => "swapped";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Grid ? inputs[0] with { Height = inputs[0].Width, Width = inputs[0].Height } : null;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".transpose(1, 2)";
}
