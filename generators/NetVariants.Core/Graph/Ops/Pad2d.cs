using System;

namespace NetVariants.Core.Graph.Ops;

/// <summary>A map with pixels added: one on each side that mirrors the map inside its border, or a zero below and to the right.</summary>
/// <param name="Reflects">Whether it mirrors.</param>
public sealed record Pad2d(bool Reflects) : Op
{
    /// <inheritdoc/>
    public override string Name => Reflects ? "ReflectionPad2d" : "ZeroPad2d";

    /// <inheritdoc/>
    public override bool IsListed => false;

    private int Added => Reflects ? 2 : 1;

    /// <inheritdoc/>
    public override string ResultName => "padded";

    /// <summary>The shape; a mirror needs a pixel next to the border's.</summary>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0] is { Layout: Layout.Map } map && (!Reflects || (map.Height > 1 && map.Width > 1))
            ? TensorShape.Map(map.Channels, map.Height + Added, map.Width + Added)
            : null;

    /// <inheritdoc/>
    public override long SmallestSide(long side) => Math.Max(Added, side - Added);

    /// <inheritdoc/>
    public override SideFormula? ResultSide(SideFormula input) => input.Plus(Added);

    /// <inheritdoc/>
    public override bool SavesInput(int input) => Reflects;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Torch.Functions + "pad(" + call[0]
        + (Reflects ? ", new long[] { 1, 1, 1, 1 }, " + TorchNames.Root + "PaddingModes.Reflect)" : ", new long[] { 0, 1, 0, 1 })");
}
