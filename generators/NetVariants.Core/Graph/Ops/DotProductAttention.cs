namespace NetVariants.Core.Graph.Ops;

/// <summary>
/// Scaled dot-product attention of queries, keys and values, grids of heads by tokens: each token takes the values of all tokens, weighted
/// by the softmax of its query's products with their keys.
/// </summary>
/// <param name="P">The probability of zeroing a weight while training.</param>
public sealed record DotProductAttention(double P) : Op
{
    /// <inheritdoc/>
    public override string Name => "scaled_dot_product_attention";

    /// <inheritdoc/>
    public override bool SavesResult => true;

    /// <inheritdoc/>
    public override string ResultName => "attended";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Grid && inputs[1] == inputs[0] && inputs[2] == inputs[0] ? inputs[0] : null;

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments) => arguments.Value(P);

    /// <summary>The products of queries with keys, and of weights with values.</summary>
    public override long Macs(InputShapes inputs, TensorShape output) =>
        Saturating.Multiply(Saturating.Multiply(2, output.Size), output.Width);

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;

    /// <summary>
    /// On the CPU a fused kernel keeps the logarithm of each token's sum, head by head, and no weights. With dropout there is none: the
    /// weights are kept, their mask and what it leaves; and of one head the scaled queries and keys besides what they are taken from, of
    /// which several heads' values are a copy.
    /// </summary>
    public override long SavedBytes(InputShapes inputs, TensorShape output)
    {
        const int Arrays = 3;
        if (P == 0)
            return Saturating.Multiply(TensorShape.FloatBytes, Saturating.Multiply(output.Height, output.Width));
        var weights = Saturating.Multiply(
            Arrays * TensorShape.FloatBytes, Saturating.Multiply(output.Height, Saturating.Multiply(output.Width, output.Width)));
        return output.Height == 1 ? Saturating.Add(weights, Saturating.Multiply(2, output.Bytes)) : weights;
    }

    /// <inheritdoc/>
    public override string Function(FunctionCall call) =>
        call.Torch.Functions + "scaled_dot_product_attention(" + call.Inputs
            + (P > 0 ? ", p: training ? " + Format.Real(P) + " : 0" : "") + ")";
}
