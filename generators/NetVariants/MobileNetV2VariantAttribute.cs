using System;
using System.Diagnostics;

namespace NetVariants;

/// <summary>
/// Declares a MobileNetV2 (<see href="https://arxiv.org/abs/1801.04381">Sandler et al., 2018</see>; torchvision's
/// <c>mobilenetv2.py</c>): inverted residual blocks with depthwise convolutions.
/// </summary>
/// <remarks>
/// On a partial class the class itself becomes the model; on a static partial class every application becomes a nested model class.
/// Defaults equal torchvision's.
/// </remarks>
/// <example>
/// <code>
/// [MobileNetV2Variant("mobilenet_small", "ds_c16, ir_r2_s2_e6_c24, ir_r3_s2_e6_c32", Stem = Stem.Small, ImageSize = 32, NumClasses = 10)]
/// public partial class MobilenetSmall;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
[Conditional("NETVARIANTS_KEEP_ATTRIBUTES")]
public sealed class MobileNetV2VariantAttribute : VariantAttribute
{
    /// <summary>Declares the variant <paramref name="name"/>.</summary>
    /// <param name="name">The variant's name, as in <c>mobilenet_v2</c>. In a zoo it names the nested class in PascalCase:
    /// <c>MobilenetV2</c>.</param>
    /// <param name="blocks">
    /// The blocks, as in timm, separated by commas: <c>ir_r2_k3_s2_e6_c24</c> is two inverted residual blocks of 3×3 kernels to 24
    /// channels, of which the first has stride 2, and which expand their input's channels by 6. Besides <c>ir</c> there are <c>ds</c>
    /// (depthwise separable), <c>er</c> (fused) and <c>cn</c> (a convolution); besides <c>r</c>, <c>k</c>, <c>s</c>, <c>e</c> and <c>c</c>,
    /// <c>x72</c> (expand to 72 channels), <c>se0.25</c> (squeeze and excitation), <c>g</c> (groups), <c>d</c> (dilation), an activation
    /// (<c>nre</c>, <c>nr6</c>, <c>nlr</c>, <c>nsi</c>, <c>nge</c>, <c>nhs</c>, <c>nmi</c>), <c>skip</c> and <c>noskip</c>.
    /// </param>
    public MobileNetV2VariantAttribute(string name, string blocks)
        : base(name, blocks)
    {
    }

    /// <summary>Declares the variant <paramref name="name"/> with the blocks of its <see cref="VariantAttribute.Base"/>.</summary>
    /// <param name="name">The variant's name.</param>
    public MobileNetV2VariantAttribute(string name)
        : base(name)
    {
    }

    /// <summary>
    /// The factor of all channels, the last convolution only above 1, above 0 and at most 100; channels are multiples of
    /// <see cref="RoundNearest"/>. Default: 1.
    /// </summary>
    public double WidthMult { get; set; } = 1;

    /// <summary>The number whose multiples all channels are, 1 to 65,536. Default: 8.</summary>
    public int RoundNearest { get; set; } = 8;

    /// <summary>The channels of the last convolution, 1 to 65,536. Default: 1280.</summary>
    public int LastChannel { get; set; } = 1280;

    /// <summary>
    /// The first convolution: 3×3 with stride 2 (<see cref="Stem.ImageNet"/>), or with stride 1, which keeps the side of small images
    /// (<see cref="Stem.Small"/>); the deep stems are not taken. Default: <see cref="Stem.ImageNet"/>.
    /// </summary>
    public Stem Stem { get; set; }

    /// <summary>
    /// The activation of the blocks that name none; squeeze-and-excitation keeps ReLU. Default: <see cref="Activation.ReLU6"/>.
    /// </summary>
    public Activation Activation { get; set; } = Activation.ReLU6;

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
    /// The probability with which stochastic depth drops residual branches, image by image, while training, 0 to 1: that of block i of n,
    /// counted from 0, with p·i/n (<see href="https://arxiv.org/abs/1603.09382">Huang et al., 2016</see>). Default: 0.
    /// </summary>
    public double StochasticDepthProb { get; set; }

    /// <summary>The probability of zeroing a feature before the linear layer while training, 0 to 1. Default: 0.2.</summary>
    public double Dropout { get; set; } = 0.2;
}
