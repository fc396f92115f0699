namespace NetVariants.Core.Graph.Ops;

/// <summary>
/// The 3×3 binomial filter as a constant of the module, <c>[1, 1, 3, 3]</c>: the node has no inputs, and its path names the buffer, which the state dict leaves out.
/// </summary>
public sealed record BlurFilter : Op
{
    /// <summary>The filter's side.</summary>
    public const int Side = 3;

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override bool IsParameter => true;

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => TensorShape.Map(1, Side);

    /// <summary>The expression that creates it.</summary>
    internal static string Creation(TorchNames torch) => torch.Torch
        + "tensor(new double[] { 1 / 16.0, 2 / 16.0, 1 / 16.0, 2 / 16.0, 4 / 16.0, 2 / 16.0, 1 / 16.0, 2 / 16.0, 1 / 16.0 }, new long[] { 1, 1, 3, 3 }, dtype ?? "
        + torch.Torch + "get_default_dtype(), device)";
}
