namespace NetVariants.Core.Graph.Ops;

/// <summary>
/// A map times a gate, one number a channel, <c>[N, C, 1, 1]</c>, or one a pixel, <c>[N, 1, H, W]</c>; or tokens times one number a
/// channel, <c>[C]</c>.
/// </summary>
public sealed record Mul : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override string ResultName => "scaled";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs)
    {
        TensorShape map = inputs[0], gate = inputs[1];
        if (map.Layout == Layout.Tokens)
            return gate.Layout == Layout.Flat && gate.Channels == map.Channels ? map : null;
        return map.Layout == Layout.Map && gate.Layout == Layout.Map && (gate.Channels == 1 || gate.Channels == map.Channels)
            && (gate.Positions == 1 || (gate.Height == map.Height && gate.Width == map.Width)) ? map : null;
    }

    /// <summary>A gate stands beside the main path: its layers do not count.</summary>
    public override bool IsOnMainPath(int input) => input == 0;

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".mul(" + call[1] + ")";
}
