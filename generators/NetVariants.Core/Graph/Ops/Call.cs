using System;

namespace NetVariants.Core.Graph.Ops;

/// <summary>A block of the network, with arguments for its parameters.</summary>
/// <param name="Block">The block's index in <see cref="NetSpec.Blocks"/>.</param>
/// <param name="Arguments">One for each of the block's parameters.</param>
public sealed record Call(int Block, EquatableArray<Arg> Arguments) : Op
{
    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments)
    {
        var bound = new Arg[Arguments.Count];
        for (var i = 0; i < bound.Length; i++)
            bound[i] = Arguments[i].Bind(arguments);
        return this with { Arguments = EquatableArray<Arg>.Owning(bound) };
    }

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        throw new InvalidOperationException("A call has a shape once its block is expanded.");
}
