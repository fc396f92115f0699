using System;
using System.Diagnostics;

namespace NetVariants;

/// <summary>
/// Declares a residual network: ResNet (<see href="https://arxiv.org/abs/1512.03385">He et al., 2015</see>), and by its options ResNeXt and
/// Wide ResNet; torchvision's <c>resnet.py</c>.
/// </summary>
/// <remarks>
/// On a partial class the class itself becomes the model; on a static partial class every application becomes a nested model class.
/// Defaults equal torchvision's.
/// </remarks>
/// <example>
/// <code>
/// [ResNetVariant("resnet14", "2,2,1,1", NumClasses = 10)]
/// public partial class ResNet14;
///
/// [ResNetVariant("resnext50_32x4d", "3,4,6,3", Block = ResNetBlock.Bottleneck, Groups = 32, WidthPerGroup = 4)]
/// [ResNetVariant("resnet8_small", "1,1,1", Widths = "16,32,64", Stem = Stem.Small, ImageSize = 32, NumClasses = 10)]
/// public static partial class Zoo;             // Zoo.Resnext50_32x4d, Zoo.Resnet8Small
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
[Conditional("NETVARIANTS_KEEP_ATTRIBUTES")]
public sealed class ResNetVariantAttribute : VariantAttribute
{
    /// <summary>Declares the variant <paramref name="name"/>.</summary>
    /// <param name="name">
    /// The variant's name, as in <c>resnet14</c>. In a zoo it names the nested class in PascalCase: <c>Resnet14</c>.
    /// </param>
    /// <param name="layers">
    /// The number of residual blocks in each stage (1 or more), separated by commas; one to six stages. Settings of a stage follow its
    /// number, as in <c>2,2,6_se,3_se_bottle_nsi</c>: the block (<c>basic</c>, <c>bottle</c>), the attention (<c>none</c>, <c>se</c>,
    /// <c>ese</c>, <c>eca</c>, <c>cbam</c>), the activation (<c>nre</c>, <c>nr6</c>, <c>nlr</c>, <c>nsi</c>, <c>nge</c>, <c>nhs</c>,
    /// <c>nmi</c>), width, stride and groups (<c>w128</c>, <c>s1</c>, <c>g4</c>).
    /// </param>
    public ResNetVariantAttribute(string name, string layers)
        : base(name, layers)
    {
    }

    /// <summary>Declares the variant <paramref name="name"/> with the layers of its <see cref="VariantAttribute.Base"/>.</summary>
    /// <param name="name">The variant's name.</param>
    public ResNetVariantAttribute(string name)
        : base(name)
    {
    }

    /// <summary>The residual block. Default: <see cref="ResNetBlock.Basic"/>.</summary>
    public ResNetBlock Block { get; set; }

    /// <summary>
    /// The width in channels of each stage (1 to 65,536), separated by commas, as many as there are stages; the stem has the first one's. A
    /// bottleneck leaves its stage four times as wide. Default: <c>64,128,256,512</c>, of which a network with fewer stages takes the first
    /// ones; a fifth stage has 1024 and a sixth 2048.
    /// </summary>
    public string Widths { get; set; } = "64,128,256,512";

    /// <summary>The first layers. Default: <see cref="Stem.ImageNet"/>.</summary>
    public Stem Stem { get; set; }

    /// <summary>
    /// The number of groups of a bottleneck's 3×3 convolution, 1 to 65,536; 32 in ResNeXt-50 32×4d. The basic block takes only 1. Default:
    /// 1.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>
    /// The channels of each group of a bottleneck's 3×3 convolution in a stage of width 64, 1 to 65,536; 4 in ResNeXt-50 32×4d, 128 in Wide
    /// ResNet-50-2. The basic block takes only 64. Default: 64.
    /// </summary>
    public int WidthPerGroup { get; set; } = 64;

    /// <summary>
    /// Whether each block's last batch normalization starts with weight zero, so that the block starts as the identity
    /// (<see href="https://arxiv.org/abs/1706.02677">Goyal et al., 2017</see>). Default: false.
    /// </summary>
    public bool ZeroInitResidual { get; set; }

    /// <summary>
    /// For each stage after the first, <c>1</c> where dilated convolutions replace the stride of 2 and <c>0</c> where they do not,
    /// separated by commas: <c>0,1,1</c> keeps the last two stages of four at the second one's resolution. The basic block takes none; it
    /// dilates by <see cref="OutputStride"/>. Default: empty, which stands for zeros.
    /// </summary>
    public string ReplaceStrideWithDilation { get; set; } = "";

    /// <summary>
    /// The channels of the stem's first convolution, 1 to 65,536; of <see cref="Stem.Deep"/> and <see cref="Stem.DeepTiered"/> half of what
    /// the stem gives. Default: 0, which stands for the first stage's width, and for 64 with a deep stem.
    /// </summary>
    public int StemWidth { get; set; }

    /// <summary>Whether a 3×3 convolution with stride 2 takes the place of the stem's max-pool. Default: false.</summary>
    public bool ReplaceStemPool { get; set; }

    /// <summary>
    /// The factor by which each block's first convolution is narrower than its second, 1 to 65,536; 2 in SENet-154. Default: 1.
    /// </summary>
    public int ReduceFirst { get; set; } = 1;

    /// <summary>
    /// Whether a shortcut that steps averages 2×2 pixels before its 1×1 convolution, as in ResNet-D
    /// (<see href="https://arxiv.org/abs/1812.01187">He et al., 2018</see>). Default: false.
    /// </summary>
    public bool AvgDown { get; set; }

    /// <summary>The side of the kernel of a shortcut that steps, an odd number from 1 to 65,535; 3 in SENet-154. Default: 1.</summary>
    public int DownKernelSize { get; set; } = 1;

    /// <summary>
    /// The stride from image to last map that dilated convolutions keep to: 4, 8, 16 or 32, and 1 or 2 with <see cref="Stem.Small"/>. It
    /// excludes <see cref="ReplaceStrideWithDilation"/>. Default: 32, which leaves every stride as it is.
    /// </summary>
    public int OutputStride { get; set; } = 32;

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

    /// <summary>The attention module at the end of each residual branch. Default: <see cref="Attention.None"/>.</summary>
    public Attention Attention { get; set; }

    /// <summary>
    /// The width of a squeezing layer (<see cref="Attention.SE"/>, <see cref="Attention.CBAM"/>) as a share of the channels, above 0 and at
    /// most 1; with <see cref="Attention.SE"/> a multiple of 8. Default: 1/16.
    /// </summary>
    public double SERatio { get; set; } = 1.0 / 16;

    /// <summary>The filter that takes the step of each convolution and pool of stride 2. Default: <see cref="AntiAlias.None"/>.</summary>
    public AntiAlias AntiAlias { get; set; }

    /// <summary>How the last map is pooled. Default: <see cref="GlobalPool.Avg"/>.</summary>
    public GlobalPool GlobalPool { get; set; }

    /// <summary>
    /// The probability of dropping the last residual branch for an image while training, 0 to 1; before it, the probability falls evenly to
    /// 0 at the first (<see href="https://arxiv.org/abs/1603.09382">Huang et al., 2016</see>). Default: 0.
    /// </summary>
    public double StochasticDepthProb { get; set; }

    /// <summary>The probability of zeroing a feature before the last linear layer while training, 0 to 1. Default: 0.</summary>
    public double Dropout { get; set; }
}
