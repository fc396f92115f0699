namespace NetVariants.Core.Graph.Ops;

/// <summary>
/// While training, a map or tokens times one number for each image, which is the second input: 0 for the images that are dropped. It is a
/// block's result, and the first input is the block's.
/// </summary>
/// <param name="P">The probability of being dropped.</param>
public sealed record DropImages(Arg P) : Op
{
    /// <inheritdoc/>
    public override string Name => "mul";

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override Aliasing Aliasing => P.IsZero ? Aliasing.Always : Aliasing.InEvaluation;

    /// <inheritdoc/>
    public override bool IsOnMainPath(int input) => input == 0;

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => this with { P = P.Bind(arguments) };

    /// <inheritdoc/>
    public override string ResultName => "dropped";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0];

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments) => arguments.Value(P);

    /// <summary>It saves the numbers.</summary>
    public override bool SavesInput(int input) => input == 1 && !P.IsZero;

    /// <inheritdoc/>
    public override string IdentityCondition(FunctionCall call) => "!training || " + call.Text(P) + " == 0";

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".mul(" + call[1] + ")";
}
