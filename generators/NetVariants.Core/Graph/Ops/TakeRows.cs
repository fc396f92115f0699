namespace NetVariants.Core.Graph.Ops;

/// <summary>Some consecutive rows of a grid, or tokens of a sequence.</summary>
/// <param name="First">The first one.</param>
/// <param name="Count">How many.</param>
public sealed record TakeRows(Arg First, Arg Count) : Op
{
    /// <inheritdoc/>
    public override string Name => "narrow";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => Aliasing.Always;

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { First = First.Bind(arguments), Count = Count.Bind(arguments) };

    /// <inheritdoc/>
    public override string ResultName => "rows";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout is Layout.Grid or Layout.Tokens && First.Value + Count.Value <= inputs[0].Height
            ? inputs[0] with { Height = (int)Count.Value }
            : null;

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments)
    {
        arguments.Value(First);
        arguments.Value(Count);
    }

    /// <inheritdoc/>
    public override string Function(FunctionCall call) =>
        call.Receiver(0) + ".narrow(1, " + call.Text(First) + ", " + call.Text(Count) + ")";
}
