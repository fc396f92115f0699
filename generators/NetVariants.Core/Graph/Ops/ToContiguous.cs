namespace NetVariants.Core.Graph.Ops;

/// <summary>A map whose pixels lie channel after channel, as those of contiguous images do.</summary>
public sealed record ToContiguous : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <summary>A map that lies so already is its own result. A copy takes the place of its input, which nothing else reads.</summary>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0].Layout == Layout.Map ? inputs[0] : null;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".contiguous()";
}
