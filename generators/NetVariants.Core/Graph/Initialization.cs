namespace NetVariants.Core.Graph;

/// <summary>A rule of initialization.</summary>
/// <param name="Module">The operation whose modules it is for: <c>Conv2d</c>, or <c>Parameter</c>.</param>
/// <param name="Tensor">The tensor of the module: <c>weight</c> or <c>bias</c>; empty for a parameter, which is the tensor.</param>
/// <param name="Init">What the tensor starts with.</param>
/// <param name="PathSuffix">How the module's path ends; empty for every path.</param>
public sealed record InitRule(string Module, string Tensor, Init Init, string PathSuffix = "")
{
    /// <summary>Whether it is for a module of a kind at a path, or at all paths that end so.</summary>
    public bool IsFor(string module, string path) => module == Module && path.EndsWith(PathSuffix, System.StringComparison.Ordinal);
}

/// <summary>A distribution of initial weights, or a constant. PyTorch's functions of <c>torch.nn.init</c>.</summary>
public abstract record Init
{
    private Init()
    {
    }

    /// <summary>The function of <c>torch.nn.init</c>: <c>zeros_</c>.</summary>
    public abstract string Function { get; }

    /// <summary>What follows the tensor among its arguments, in C# and with a comma before it.</summary>
    /// <param name="torch">TorchSharp's names.</param>
    public virtual string Arguments(TorchNames torch) => "";

    /// <summary>
    /// N(0, 2/fan) for layers followed by ReLU (<see href="https://arxiv.org/abs/1502.01852">He et al., 2015</see>), where fan counts a
    /// filter's outputs or inputs.
    /// </summary>
    public sealed record KaimingNormal(bool FanOut) : Init
    {
        /// <inheritdoc/>
        public override string Function => "kaiming_normal_";

        /// <inheritdoc/>
        public override string Arguments(TorchNames torch) =>
            ", mode: " + torch.Init + (FanOut ? "FanInOut.FanOut" : "FanInOut.FanIn") + ", nonlinearity: " + torch.Init
                + "NonlinearityType.ReLU";
    }

    /// <summary>N(0, <paramref name="Std"/>²).</summary>
    public sealed record Normal(double Std) : Init
    {
        /// <inheritdoc/>
        public override string Function => "normal_";

        /// <inheritdoc/>
        public override string Arguments(TorchNames torch) => ", 0, " + Format.Real(Std);
    }

    /// <summary>
    /// Evenly within ±√(6/(inputs + outputs)) (<see href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, 2010</see>).
    /// </summary>
    public sealed record XavierUniform : Init
    {
        /// <inheritdoc/>
        public override string Function => "xavier_uniform_";
    }

    /// <summary>Evenly from −<paramref name="Bound"/> to <paramref name="Bound"/>.</summary>
    public sealed record Uniform(double Bound) : Init
    {
        /// <inheritdoc/>
        public override string Function => "uniform_";

        /// <inheritdoc/>
        public override string Arguments(TorchNames torch) => ", " + Format.Real(-Bound) + ", " + Format.Real(Bound);
    }

    /// <summary>The same value everywhere.</summary>
    public sealed record Constant(double Value) : Init
    {
        /// <inheritdoc/>
        public override string Function => Value switch { 0 => "zeros_", 1 => "ones_", _ => "constant_" };

        /// <inheritdoc/>
        public override string Arguments(TorchNames torch) => Value is 0 or 1 ? "" : ", " + Format.Real(Value);
    }
}
