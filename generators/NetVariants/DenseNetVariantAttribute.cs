using System;
using System.Diagnostics;

namespace NetVariants;

/// <summary>
/// Declares a densely connected network, DenseNet-BC (<see href="https://arxiv.org/abs/1608.06993">Huang et al., 2016</see>); torchvision's
/// <c>densenet.py</c>.
/// </summary>
/// <remarks>
/// On a partial class the class itself becomes the model; on a static partial class every application becomes a nested model class.
/// Defaults equal torchvision's.
/// </remarks>
/// <example>
/// <code>
/// [DenseNetVariant("densenet83", "3,6,18,12", GrowthRate = 48, NumInitFeatures = 96, NumClasses = 10)]
/// public partial class DenseNet83;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
[Conditional("NETVARIANTS_KEEP_ATTRIBUTES")]
public sealed class DenseNetVariantAttribute : VariantAttribute
{
    /// <summary>Declares the variant <paramref name="name"/>.</summary>
    /// <param name="name">The variant's name, as in <c>densenet83</c>. In a zoo it names the nested class in PascalCase:
    /// <c>Densenet83</c>.</param>
    /// <param name="layers">
    /// The number of layers in each dense block (1 or more), separated by commas. A transition (1×1 convolution, 2×2 average pool) stands
    /// between two blocks.
    /// </param>
    public DenseNetVariantAttribute(string name, string layers)
        : base(name, layers)
    {
    }

    /// <summary>Declares the variant <paramref name="name"/> with the layers of its <see cref="VariantAttribute.Base"/>.</summary>
    /// <param name="name">The variant's name.</param>
    public DenseNetVariantAttribute(string name)
        : base(name)
    {
    }

    /// <summary>The channels that each layer adds, the paper's k, 1 to 65,536. Default: 32.</summary>
    public int GrowthRate { get; set; } = 32;

    /// <summary>The channels of the stem's convolution, 1 to 65,536. Default: 64.</summary>
    public int NumInitFeatures { get; set; } = 64;

    /// <summary>The width of a layer's 1×1 convolution in multiples of <see cref="GrowthRate"/>, 1 to 65,536. Default: 4.</summary>
    public int BnSize { get; set; } = 4;

    /// <summary>The probability of zeroing a new feature after each layer while training, 0 to 1. Default: 0.</summary>
    public double DropRate { get; set; }

    /// <summary>
    /// The share of the channels that a transition keeps, rounded down, above 0 and at most 1; the paper's θ. Default: 0.5, which is
    /// torchvision's constant.
    /// </summary>
    public double Compression { get; set; } = 0.5;

    /// <summary>
    /// Whether the backward pass computes each layer's bottleneck (concatenation, normalization, activation, 1×1 convolution) again instead
    /// of keeping it: less memory, longer steps; torchvision's <c>memory_efficient</c>. Default: false.
    /// </summary>
    /// <remarks>
    /// <c>DenseLayer</c> is a <c>Module&lt;Tensor[], Tensor&gt;</c>, from the features before it to its own. A forward pass has one
    /// backward pass, without <c>create_graph</c>, and one thread at a time uses the network; <see cref="RecomputationFailure"/> has the
    /// cause of a backward pass that fails.
    /// </remarks>
    public bool MemoryEfficient { get; set; }

    /// <summary>The first layers. Default: <see cref="Stem.ImageNet"/>.</summary>
    public Stem Stem { get; set; }

    /// <summary>The activation after each convolution. Default: <see cref="Activation.ReLU"/>.</summary>
    public Activation Activation { get; set; }

    /// <summary>The normalization. Default: <see cref="Norm.BatchNorm"/>.</summary>
    public Norm Norm { get; set; }

    /// <summary>
    /// What each normalization adds to the variance, up to 1. Default: 0, which stands for its usual value, 1e-5, and 1e-6 for
    /// <see cref="Norm.LayerNorm"/>.
    /// </summary>
    public double NormEps { get; set; }

    /// <summary>The share of a batch's statistics in a batch normalization's running ones after a step, 0 to 1. Default: 0.1.</summary>
    public double NormMomentum { get; set; } = 0.1;

    /// <summary>
    /// The filter before the step of the stem's max-pool; transitions average as they are. Default: <see cref="AntiAlias.None"/>.
    /// </summary>
    public AntiAlias AntiAlias { get; set; }

    /// <summary>How the last map is pooled. Default: <see cref="GlobalPool.Avg"/>.</summary>
    public GlobalPool GlobalPool { get; set; }

    /// <summary>The probability of zeroing a feature before the last linear layer while training, 0 to 1. Default: 0.</summary>
    public double Dropout { get; set; }
}
