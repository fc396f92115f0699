namespace NetVariants.Core.Graph.Ops;

/// <summary>x where it is above 0, else 0.01 · x.</summary>
public sealed record LeakyReLU : Op
{
    private const double Slope = 0.01;

    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override string ResultName => "activated";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) => inputs[0];

    /// <summary>It saves its input; in place that is its result, which has the input's signs.</summary>
    public override bool SavesInput(int input) => true;

    /// <inheritdoc/>
    public override bool CanOverwrite(int input) => true;

    /// <inheritdoc/>
    public override string Function(FunctionCall call) => call.Receiver(0) + ".leaky_relu" + call.Suffix + "(" + Format.Real(Slope) + ")";
}
