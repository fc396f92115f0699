namespace NetVariants.Core.Ir;

/// <summary>What a node computes. PyTorch's layer of the same name, with the arguments that the families use.</summary>
public abstract record Op
{
    private Op()
    {
    }

    /// <summary>Binds the block's parameters to arguments.</summary>
    public virtual Op Bind(Dim[] arguments) => this;

    /// <summary>A two-dimensional convolution with a square kernel and zero padding.</summary>
    public sealed record Conv2d(
        Dim In, Dim Out, int Kernel, Dim Stride, Dim Padding, Dim Dilation, Dim Groups, bool Bias) : Op
    {
        /// <inheritdoc/>
        public override Op Bind(Dim[] arguments) => this with
        {
            In = In.Bind(arguments),
            Out = Out.Bind(arguments),
            Stride = Stride.Bind(arguments),
            Padding = Padding.Bind(arguments),
            Dilation = Dilation.Bind(arguments),
            Groups = Groups.Bind(arguments),
        };
    }

    /// <summary>Batch normalisation of a map's channels; <paramref name="ZeroWeight"/> starts the scale at zero instead of one.</summary>
    public sealed record BatchNorm2d(Dim Features, bool ZeroWeight = false) : Op
    {
        /// <inheritdoc/>
        public override Op Bind(Dim[] arguments) => this with { Features = Features.Bind(arguments) };
    }

    /// <summary>An affine map of a flat activation.</summary>
    public sealed record Linear(Dim In, Dim Out) : Op
    {
        /// <inheritdoc/>
        public override Op Bind(Dim[] arguments) => this with { In = In.Bind(arguments), Out = Out.Bind(arguments) };
    }

    /// <summary>max(x, 0), in place: no layer before it needs its own output for the gradient.</summary>
    public sealed record ReLU : Op;

    /// <summary>Zeroes activations with probability <paramref name="P"/> while training.</summary>
    public sealed record Dropout(double P) : Op;

    /// <summary>The maximum over a window.</summary>
    public sealed record MaxPool2d(int Kernel, int Stride, int Padding) : Op;

    /// <summary>The mean over a window as large as the step.</summary>
    public sealed record AvgPool2d(int Kernel) : Op;

    /// <summary>The means over a grid of <paramref name="Side"/>×<paramref name="Side"/> cells; a smaller map is repeated.</summary>
    public sealed record AdaptiveAvgPool2d(int Side) : Op;

    /// <summary>A map as a vector.</summary>
    public sealed record Flatten : Op;

    /// <summary>The first input plus the second, in place of the first.</summary>
    public sealed record Add : Op;

    /// <summary>The channels of the first input followed by the second's.</summary>
    public sealed record Concat : Op;

    /// <summary>A block of the network, with arguments for its parameters.</summary>
    /// <param name="Block">The block's index in <see cref="NetSpec.Blocks"/>.</param>
    /// <param name="Arguments">One for each of the block's parameters.</param>
    public sealed record Call(int Block, EquatableArray<Dim> Arguments) : Op
    {
        /// <inheritdoc/>
        public override Op Bind(Dim[] arguments)
        {
            var bound = new Dim[Arguments.Count];
            for (var i = 0; i < bound.Length; i++)
                bound[i] = Arguments[i].Bind(arguments);
            return this with { Arguments = EquatableArray<Dim>.Owning(bound) };
        }
    }

    /// <summary>
    /// A block applied <paramref name="Count"/> times in a row. The node's path ends where the module's number follows: <c>denselayer</c> with
    /// <paramref name="First"/> 1 stands for <c>denselayer1</c>, <c>denselayer2</c>, ….
    /// </summary>
    /// <param name="Count">How many times.</param>
    /// <param name="First">The first module's number.</param>
    /// <param name="Body">The first module.</param>
    /// <param name="Step">By how much the body's first argument grows from module to module.</param>
    public sealed record Repeat(Dim Count, int First, Call Body, long Step) : Op
    {
        /// <inheritdoc/>
        public override Op Bind(Dim[] arguments) => this with { Count = Count.Bind(arguments), Body = (Call)Body.Bind(arguments) };

        /// <summary>The call of the module at <paramref name="index"/>, counted from 0, of bound arguments.</summary>
        public Call At(long index)
        {
            if (Step == 0 || index == 0)
                return Body;
            var arguments = new Dim[Body.Arguments.Count];
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = Body.Arguments[i];
            arguments[0] = checked(arguments[0].Value + (index * Step));
            return Body with { Arguments = EquatableArray<Dim>.Owning(arguments) };
        }
    }
}
