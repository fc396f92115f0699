namespace NetVariants.Core.Graph.Ops;

/// <summary>The channels of all inputs, which are maps or vectors, one input after the other.</summary>
public sealed record Concat : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs)
    {
        if (inputs[0].Layout is not (Layout.Map or Layout.Flat))
            return null;
        var channels = 0L;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] with { Channels = inputs[0].Channels } != inputs[0])
                return null;
            channels = Saturating.Add(channels, inputs[i].Channels);
        }

        return inputs[0] with { Channels = channels };
    }

    /// <inheritdoc/>
    public override string ResultName => "joined";

    /// <summary>A concatenation; TorchSharp's of a single tensor would be that tensor itself.</summary>
    public override string Function(FunctionCall call) =>
        call.Count == 1 ? call.Receiver(0) + ".clone()" : call.Torch.Torch + "cat(new[] { " + call.Inputs + " }, 1)";
}
