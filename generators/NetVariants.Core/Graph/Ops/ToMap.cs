namespace NetVariants.Core.Graph.Ops;

/// <summary>A grid with its channels first.</summary>
public sealed record ToMap : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override string ResultName => "map";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Grid ? inputs[0] with { Layout = Layout.Map } : null;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".permute(0, 3, 1, 2)";
}
