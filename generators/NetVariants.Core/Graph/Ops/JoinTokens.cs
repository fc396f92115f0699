namespace NetVariants.Core.Graph.Ops;

/// <summary>Sequences one after the other.</summary>
public sealed record JoinTokens : Op
{
    /// <inheritdoc/>
    public override string Name => "cat";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override string ResultName => "sequence";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs)
    {
        var length = 0;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Layout != Layout.Tokens || inputs[i].Channels != inputs[0].Channels)
                return null;
            length = checked(length + inputs[i].Height);
        }

        return TensorShape.Tokens(length, inputs[0].Channels);
    }

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Torch.Torch + "cat(new[] { " + call.Inputs + " }, 1)";
}
