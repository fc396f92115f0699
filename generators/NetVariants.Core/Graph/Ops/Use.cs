using System;

namespace NetVariants.Core.Graph.Ops;

/// <summary>
/// A block by its definition. <c>Passes.PlaceBlocks</c> puts the definition among the network's blocks and a <see cref="Call"/> here.
/// </summary>
/// <param name="Block">The block.</param>
/// <param name="Arguments">One for each of its parameters.</param>
public sealed record Use(BlockDef Block, EquatableArray<Arg> Arguments) : Op
{
    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        throw new InvalidOperationException("A block has a shape once it is placed and expanded.");
}
