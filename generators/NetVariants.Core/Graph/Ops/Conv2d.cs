namespace NetVariants.Core.Graph.Ops;

/// <summary>A two-dimensional convolution with a square kernel and zero padding.</summary>
/// <param name="In">Channels of the input.</param>
/// <param name="Out">Channels of the output.</param>
/// <param name="Kernel">The kernel's side.</param>
public sealed record Conv2d(Arg In, Arg Out, Arg Kernel) : Op
{
    /// <summary>The step.</summary>
    public Arg Stride { get; init; } = 1;

    /// <summary>The zeros added on each side.</summary>
    public Arg Padding { get; init; } = 0;

    /// <summary>The distance between the kernel's taps.</summary>
    public Arg Dilation { get; init; } = 1;

    /// <summary>The groups into which input and output channels are shared out.</summary>
    public Arg Groups { get; init; } = 1;

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; init; } = true;

    /// <inheritdoc/>
    public override bool IsLayer => true;

    /// <inheritdoc/>
    public override bool HasState => true;

    private Window Window => new((Dilation.Value * (Kernel.Value - 1)) + 1, Stride.Value, Padding.Value);

    private long InPerGroup => In.Value / Groups.Value;

    private bool DependsOnParameters => In.IsParameter || Out.IsParameter || Kernel.IsParameter || Stride.IsParameter
        || Padding.IsParameter || Dilation.IsParameter || Groups.IsParameter;

    /// <inheritdoc/>
    public override Op Bind(Arg[] arguments) => !DependsOnParameters ? this : this with
    {
        In = In.Bind(arguments),
        Out = Out.Bind(arguments),
        Kernel = Kernel.Bind(arguments),
        Stride = Stride.Bind(arguments),
        Padding = Padding.Bind(arguments),
        Dilation = Dilation.Bind(arguments),
        Groups = Groups.Bind(arguments),
    };

    /// <inheritdoc/>
    public override string ResultName => "maps";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs) =>
        inputs[0].Layout == Layout.Map && inputs[0].Channels == In.Value ? Window.Output(inputs[0], Out.Value) : null;

    /// <inheritdoc/>
    public override long SmallestSide(long side) => Window.SmallestInput(side);

    /// <inheritdoc/>
    public override SideFormula? ResultSide(SideFormula input) => Window.After(input);

    /// <inheritdoc/>
    public override void AcceptArguments(ArgumentVisitor arguments)
    {
        arguments.Channels(In, Out);
        arguments.Square(Kernel);
        arguments.Option("stride", Stride, 1);
        arguments.Option("padding", Padding, 0);
        arguments.Option("dilation", Dilation, 1);
        arguments.Option("groups", Groups, 1);
        arguments.Setting("bias", Bias, true);
    }

    /// <inheritdoc/>
    public override void AcceptState(StateVisitor state)
    {
        state.Parameter("weight", Out.Value, InPerGroup, Kernel.Value, Kernel.Value);
        if (Bias)
            state.Parameter("bias", Out.Value);
    }

    /// <inheritdoc/>
    public override long Macs(InputShapes inputs, TensorShape output) =>
        Saturating.Multiply(Saturating.Multiply(output.Size, InPerGroup), Kernel.Value, Kernel.Value);

    /// <inheritdoc/>
    public override bool SavesInput(int input) => true;
}
