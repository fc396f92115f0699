namespace NetVariants.Core.Graph.Ops;

/// <summary>Maps of the same channels and width, one below the other.</summary>
public sealed record Stack : Op
{
    /// <inheritdoc/>
    public override string Name => "cat";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override string ResultName => "stacked";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs)
    {
        var height = 0;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Layout != Layout.Map || inputs[i] with { Height = inputs[0].Height } != inputs[0])
                return null;
            height += inputs[i].Height;
        }

        return inputs[0] with { Height = height };
    }

    /// <inheritdoc/>
    public override long SmallestSide(long side) => 1;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Torch.Torch + "cat(new[] { " + call.Inputs + " }, 2)";
}
