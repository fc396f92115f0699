namespace NetVariants.Core.Ir;

/// <summary>How weights start. Batch normalisation starts at scale 1 and shift 0, which is PyTorch's default and every family's choice.</summary>
/// <param name="Conv2d">The convolutions.</param>
/// <param name="Linear">The linear layers.</param>
public sealed record Initialisation(LayerInit Conv2d, LayerInit Linear);

/// <summary>How a kind of layer starts.</summary>
/// <param name="Weight">The distribution of the weights; null for PyTorch's default.</param>
/// <param name="ZeroBias">Whether biases start at zero; otherwise at PyTorch's default.</param>
public sealed record LayerInit(WeightInit? Weight = null, bool ZeroBias = false)
{
    /// <summary>PyTorch's default.</summary>
    public static LayerInit Default { get; } = new();
}

/// <summary>A distribution of initial weights.</summary>
public abstract record WeightInit
{
    private WeightInit()
    {
    }

    /// <summary>
    /// N(0, 2/fan) for layers followed by ReLU (<see href="https://arxiv.org/abs/1502.01852">He et al., 2015</see>), where fan counts a filter's
    /// outputs or inputs.
    /// </summary>
    public sealed record KaimingNormal(bool FanOut) : WeightInit;

    /// <summary>N(0, <paramref name="Std"/>²).</summary>
    public sealed record Normal(double Std) : WeightInit;
}
