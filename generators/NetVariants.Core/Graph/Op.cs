namespace NetVariants.Core.Graph;

/// <summary>
/// What a node computes: a pure function of its inputs and its state, with PyTorch's name and arguments. An operation owns its facts; what
/// is done with them (memory, emission, folding, tables) are functions over the graph.
/// </summary>
public abstract record Op
{
    /// <summary>PyTorch's name of the layer or function.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Whether it counts among a network's layers, as convolutions and linear layers do.</summary>
    public virtual bool IsLayer => false;

    /// <summary>Whether a table of layers has a row for it: it changes the shape by calculation, or has state.</summary>
    public virtual bool IsListed => true;

    /// <summary>Whether it has tensors of its own, so that its module is created on a device and in an element type.</summary>
    public virtual bool HasState => false;

    /// <summary>Whether it is a parameter without a module: no inputs, and its path is the entry of the state dict.</summary>
    public virtual bool IsParameter => false;

    /// <summary>Whether gradients flow back through it.</summary>
    public virtual bool PassesGradient => true;

    /// <summary>Whether its result may lie in its first input's memory without a copy.</summary>
    public virtual Aliasing Aliasing => Aliasing.Never;

    /// <summary>Whether PyTorch's backward pass needs its result.</summary>
    public virtual bool SavesResult => false;

    /// <summary>Replaces the block's parameters with constants.</summary>
    /// <param name="arguments">One constant for each of the block's parameters.</param>
    public virtual Op Bind(Arg[] arguments) => this;

    /// <summary>The shape of its result; null where it cannot run on its inputs, such as a window that does not fit.</summary>
    public abstract TensorShape? Output(InputShapes inputs);

    /// <summary>The smallest side of a square first input that gives a result of at least <paramref name="side"/>.</summary>
    public virtual long SmallestSide(long side) => side;

    /// <summary>How the side of its result follows from the image's, where its first input's does; null where it is one for all.</summary>
    public virtual SideFormula? ResultSide(SideFormula input) => input;

    /// <summary>Shows its arguments to a visitor, in the order of TorchSharp's factory or function.</summary>
    public virtual void AcceptArguments(ArgumentVisitor arguments)
    {
    }

    /// <summary>Shows its part of the state dict to a visitor, in PyTorch's order: parameters before buffers.</summary>
    public virtual void AcceptState(StateVisitor state)
    {
    }

    /// <summary>Whether an input is on the main path, whose layers count; a gate stands beside it.</summary>
    public virtual bool IsOnMainPath(int input) => true;

    /// <summary>Its multiply-accumulates for one image.</summary>
    public virtual long Macs(InputShapes inputs, TensorShape output) => 0;

    /// <summary>Whether PyTorch's backward pass needs an input.</summary>
    public virtual bool SavesInput(int input) => false;

    /// <summary>The bytes for one image that the backward pass needs besides inputs and result.</summary>
    public virtual long SavedBytes(InputShapes inputs, TensorShape output) => 0;

    /// <summary>Whether there is a form in place whose result takes the memory of an input.</summary>
    public virtual bool CanOverwrite(int input) => false;

    /// <summary>What its result is, as a variable in emitted code: <c>pooled</c>.</summary>
    public virtual string ResultName => "result";

    /// <summary>The C# expression that computes it where no module does; null where only a module does.</summary>
    public virtual string? Function(FunctionCall call) => null;

    /// <summary>
    /// The C# condition under which its result is its first input, where it is a block's last operation and takes the block's input; null
    /// for none.
    /// </summary>
    public virtual string? IdentityCondition(FunctionCall call) => null;

    /// <summary>The operation in words: <c>Conv2d 64→128, 3×3, stride 2, padding 1</c>.</summary>
    /// <param name="parameters">The parameters of the block in which it stands.</param>
    public virtual string Describe(EquatableArray<BlockParameter> parameters = default) => OpWords.Describe(this, parameters);
}

/// <summary>Whether a result may lie in its first input's memory without a copy.</summary>
public enum Aliasing : byte
{
    /// <summary>It has memory of its own.</summary>
    Never,

    /// <summary>Only while the network is evaluated, as with dropout.</summary>
    InEvaluation,

    /// <summary>Always, as with a view.</summary>
    Always,
}
