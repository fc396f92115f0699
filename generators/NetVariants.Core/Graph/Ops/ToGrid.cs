namespace NetVariants.Core.Graph.Ops;

/// <summary>A map with its channels last.</summary>
public sealed record ToGrid : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override string ResultName => "grid";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Map ? inputs[0] with { Layout = Layout.Grid } : null;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".permute(0, 2, 3, 1)";
}
