using System;

namespace NetVariants.Core.Graph.Ops;

/// <summary>
/// A block applied <paramref name="Count"/> times in a row. The node's path ends where the module's number follows: <c>denselayer</c> with
/// <paramref name="First"/> 1 stands for <c>denselayer1</c>, <c>denselayer2</c>, ….
/// </summary>
/// <param name="Count">How many times.</param>
/// <param name="First">The first module's number.</param>
/// <param name="Body">The first module; its block has one input.</param>
/// <param name="Steps">By how much each of the body's arguments grows from module to module; none where none grows.</param>
public sealed record Repeat(Arg Count, int First, Call Body, EquatableArray<Arg> Steps = default) : Op
{
    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments)
    {
        var steps = new Arg[Steps.Count];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = Steps[i].Bind(arguments);
        return this with { Count = Count.Bind(arguments), Body = (Call)Body.Bind(arguments), Steps = EquatableArray<Arg>.Owning(steps) };
    }

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        throw new InvalidOperationException("A row of calls has a shape once its block is expanded.");

    /// <summary>The step of an argument; an integer 0 for none.</summary>
    public Arg Step(int argument) => Steps.Count == 0 ? 0 : Steps[argument];

    /// <summary>The call of the module at <paramref name="index"/>, counted from 0, of bound arguments.</summary>
    public Call At(long index)
    {
        if (Steps.Count == 0 || index == 0)
            return Body;
        var arguments = new Arg[Body.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = Body.Arguments[i];
            arguments[i] = Steps[i].Is(0) ? argument
                : argument.Type == ArgType.Real ? (Arg)(argument.RealValue + (index * Steps[i].RealValue))
                : argument.Value + (index * Steps[i].Value);
        }

        return Body with { Arguments = EquatableArray<Arg>.Owning(arguments) };
    }
}
