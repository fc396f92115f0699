using System;
using System.Diagnostics;

namespace NetVariants;

/// <summary>
/// Declares a ConvNeXt (<see href="https://arxiv.org/abs/2201.03545">Liu et al., 2022</see>): residual blocks of a depthwise convolution
/// and two linear layers, with layer normalization; torchvision's <c>convnext.py</c>.
/// </summary>
/// <remarks>
/// On a partial class the class itself becomes the model; on a static partial class every application becomes a nested model class.
/// Defaults equal torchvision's.
/// </remarks>
/// <example>
/// <code>
/// [ConvNeXtVariant("convnext_atto", "2,2,6,2", Widths = "40,80,160,320", NumClasses = 10)]
/// public partial class ConvNeXtAtto;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
[Conditional("NETVARIANTS_KEEP_ATTRIBUTES")]
public sealed class ConvNeXtVariantAttribute : VariantAttribute
{
    /// <summary>Declares the variant <paramref name="name"/>.</summary>
    /// <param name="name">
    /// The variant's name, as in <c>convnext_tiny</c>. In a zoo it names the nested class in PascalCase: <c>ConvnextTiny</c>.
    /// </param>
    /// <param name="layers">
    /// The number of blocks in each stage (1 or more), separated by commas; one to eight stages. Before each stage but the first stand a
    /// normalization and a 2×2 convolution with stride 2.
    /// </param>
    public ConvNeXtVariantAttribute(string name, string layers)
        : base(name, layers)
    {
    }

    /// <summary>Declares the variant <paramref name="name"/> with the layers of its <see cref="VariantAttribute.Base"/>.</summary>
    /// <param name="name">The variant's name.</param>
    public ConvNeXtVariantAttribute(string name)
        : base(name)
    {
    }

    /// <summary>
    /// The width in channels of each stage (1 to 65,536), separated by commas, as many as there are stages. Default: <c>96,192,384,768</c>,
    /// of which a network with fewer stages takes the first ones; each further stage is twice as wide.
    /// </summary>
    public string Widths { get; set; } = "96,192,384,768";

    /// <summary>What the trained factors of each branch's channels start with, above 0. Default: 1e-6.</summary>
    public double LayerScale { get; set; } = 1e-6;

    /// <summary>The side of the depthwise kernels, an odd number from 1 to 65,535. Default: 7.</summary>
    public int Kernel { get; set; } = 7;

    /// <summary>The channels between a block's two linear layers as a multiple of its own, 1 to 65,536. Default: 4.</summary>
    public int MlpRatio { get; set; } = 4;

    /// <summary>
    /// The side of the squares of which the first convolution makes a pixel each, 1 to 65,536; 1 or 2 for small images. Default: 4.
    /// </summary>
    public int StemPatch { get; set; } = 4;

    /// <summary>The activation between a block's two linear layers. Default: <see cref="Activation.GELU"/>.</summary>
    public Activation Activation { get; set; } = Activation.GELU;

    /// <summary>What each normalization adds to the variance, up to 1. Default: 0, which stands for 1e-6.</summary>
    public double NormEps { get; set; }

    /// <summary>How the last map is pooled. Default: <see cref="GlobalPool.Avg"/>.</summary>
    public GlobalPool GlobalPool { get; set; }

    /// <summary>
    /// The probability of dropping the last residual branch for an image while training, 0 to 1; before it, the probability falls evenly to
    /// 0 at the first (<see href="https://arxiv.org/abs/1603.09382">Huang et al., 2016</see>). Default: 0.1.
    /// </summary>
    public double StochasticDepthProb { get; set; } = 0.1;

    /// <summary>The probability of zeroing a feature before the last linear layer while training, 0 to 1. Default: 0.</summary>
    public double Dropout { get; set; }
}
