using System;
using System.Diagnostics;

namespace NetVariants;

/// <summary>
/// Declares a VGG network: a chain of 3×3 convolutions and 2×2 max-pools, then an adaptive average pool and three linear layers
/// (<see href="https://arxiv.org/abs/1409.1556">Simonyan and Zisserman, 2014</see>; torchvision's <c>vgg.py</c>).
/// </summary>
/// <remarks>
/// On a partial class the class itself becomes the model; on a static partial class every application becomes a nested model class.
/// Defaults equal torchvision's.
/// </remarks>
/// <example>
/// <code>
/// [VggVariant("vgg12_bn", "64,64,M,128,128,M,256,256,M,512,512,512,M", BatchNorm = true, NumClasses = 10)]
/// public partial class Vgg12Bn;
///
/// using var model = Vgg12Bn.Create();          // [N, 3, 224, 224] to [N, 10]
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
[Conditional("NETVARIANTS_KEEP_ATTRIBUTES")]
public sealed class VggVariantAttribute : VariantAttribute
{
    /// <summary>Declares the variant <paramref name="name"/>.</summary>
    /// <param name="name">The variant's name, as in <c>vgg12_bn</c>. In a zoo it names the nested class in PascalCase:
    /// <c>Vgg12Bn</c>.</param>
    /// <param name="layers">
    /// The feature layers in order, separated by commas: a number (1 to 65,536) is a 3×3 convolution with that many output channels
    /// followed by ReLU; <c>k5</c>, <c>s2</c> and <c>g4</c> after it set kernel, stride and groups (<c>32k5s2</c>); <c>M</c> is a 2×2
    /// max-pool with stride 2, <c>A</c> an average pool; <c>2*64</c> stands for <c>64,64</c>. The three linear layers at the end are not
    /// listed.
    /// </param>
    public VggVariantAttribute(string name, string layers)
        : base(name, layers)
    {
    }

    /// <summary>Declares the variant <paramref name="name"/> with the layers of its <see cref="VariantAttribute.Base"/>.</summary>
    /// <param name="name">The variant's name.</param>
    public VggVariantAttribute(string name)
        : base(name)
    {
    }

    /// <summary>Whether batch normalization follows each convolution. Default: false.</summary>
    public bool BatchNorm { get; set; }

    /// <summary>The probability of zeroing an activation after the first two linear layers, 0 to 1. Default: 0.5.</summary>
    public double Dropout { get; set; } = 0.5;

    /// <summary>
    /// Whether the weights start as in torchvision: He's normal distribution for convolutions, N(0, 0.01²) for linear layers, zero biases.
    /// Otherwise PyTorch's defaults stay. Default: true.
    /// </summary>
    public bool InitWeights { get; set; } = true;

    /// <summary>The width of the two hidden linear layers, 1 to 65,536. Default: 4096, which is torchvision's constant.</summary>
    public int HiddenFeatures { get; set; } = 4096;

    /// <summary>
    /// The side in pixels of the map that the adaptive average pool leaves, 1 to 65,536. Default: 7, which is torchvision's constant.
    /// </summary>
    public int AvgPoolSize { get; set; } = 7;

    /// <summary>The activation after each convolution and each hidden linear layer. Default: <see cref="Activation.ReLU"/>.</summary>
    public Activation Activation { get; set; }

    /// <summary>The normalization, where <see cref="BatchNorm"/> is true. Default: <see cref="Norm.BatchNorm"/>.</summary>
    public Norm Norm { get; set; }

    /// <summary>
    /// What each normalization adds to the variance, up to 1. Default: 0, which stands for its usual value, 1e-5, and 1e-6 for
    /// <see cref="Norm.LayerNorm"/>.
    /// </summary>
    public double NormEps { get; set; }

    /// <summary>The share of a batch's statistics in a batch normalization's running ones after a step, 0 to 1. Default: 0.1.</summary>
    public double NormMomentum { get; set; } = 0.1;

    /// <summary>The filter before the step of each max-pool; <c>A</c> averages as it is. Default: <see cref="AntiAlias.None"/>.</summary>
    public AntiAlias AntiAlias { get; set; }

    /// <summary>How the last map is pooled, to <see cref="AvgPoolSize"/>². Default: <see cref="GlobalPool.Avg"/>.</summary>
    public GlobalPool GlobalPool { get; set; }
}
