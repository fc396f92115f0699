namespace NetVariants.Core.Graph;

/// <summary>Goes through the tensors of an operation's state, in PyTorch's order: parameters before buffers.</summary>
public abstract class StateVisitor
{
    private const int LongBytes = 8;
    private const long None = -1;

    /// <summary>A trainable tensor of up to four dimensions.</summary>
    /// <param name="name">Its name in the module; empty for a parameter without a module.</param>
    /// <param name="first">The first dimension.</param>
    /// <param name="second">The second one.</param>
    /// <param name="third">The third one.</param>
    /// <param name="fourth">The fourth one.</param>
    public void Parameter(string name, long first, long second = None, long third = None, long fourth = None) =>
        Visit(new StateTensor(name, IsTrainable: true, TensorShape.FloatBytes, first, second, third, fourth));

    /// <summary>A vector of real numbers that training does not change by gradients.</summary>
    public void Buffer(string name, long length) =>
        Visit(new StateTensor(name, IsTrainable: false, TensorShape.FloatBytes, length, None, None, None));

    /// <summary>A 64-bit integer.</summary>
    public void Counter(string name) => Visit(new StateTensor(name, IsTrainable: false, LongBytes, None, None, None, None));

    /// <summary>Takes the next tensor.</summary>
    protected abstract void Visit(in StateTensor tensor);
}

/// <summary>A tensor of an operation's state; a dimension that it does not have is −1.</summary>
/// <param name="Name">Its name in the module; empty for a parameter without a module.</param>
/// <param name="IsTrainable">Whether it is a parameter; otherwise a buffer.</param>
/// <param name="ElementBytes">The bytes of an element, real numbers in 32 bits.</param>
/// <param name="First">The first dimension.</param>
/// <param name="Second">The second one.</param>
/// <param name="Third">The third one.</param>
/// <param name="Fourth">The fourth one.</param>
public readonly record struct StateTensor(string Name, bool IsTrainable, int ElementBytes, long First, long Second, long Third, long Fourth)
{
    /// <summary>The number of elements.</summary>
    public long Size => First < 0 ? 1
        : Second < 0 ? First
        : Third < 0 ? Saturating.Multiply(First, Second)
        : Fourth < 0 ? Saturating.Multiply(First, Second, Third)
        : Saturating.Multiply(Saturating.Multiply(First, Second, Third), Fourth);

    /// <summary>The dimensions; none for a scalar.</summary>
    public EquatableArray<long> Shape => First < 0 ? EquatableArray<long>.Of()
        : Second < 0 ? EquatableArray<long>.Of(First)
        : Third < 0 ? EquatableArray<long>.Of(First, Second)
        : Fourth < 0 ? EquatableArray<long>.Of(First, Second, Third)
        : EquatableArray<long>.Of(First, Second, Third, Fourth);
}

/// <summary>Adds up the state of operations.</summary>
internal sealed class StateCounter : StateVisitor
{
    /// <summary>The trainable parameters.</summary>
    public long Parameters { get; private set; }

    /// <summary>The bytes of all tensors.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds an operation's state.</summary>
    /// <returns>Its trainable parameters.</returns>
    public long Add(Op op)
    {
        if (!op.HasState)
            return 0;
        var before = Parameters;
        op.AcceptState(this);
        return Parameters - before;
    }

    /// <inheritdoc/>
    protected override void Visit(in StateTensor tensor)
    {
        var size = tensor.Size;
        if (tensor.IsTrainable)
            Parameters = Saturating.Add(Parameters, size);
        Bytes = Saturating.Add(Bytes, Saturating.Multiply(size, tensor.ElementBytes));
    }
}
