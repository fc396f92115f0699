using System;
using System.Diagnostics;

namespace NetVariants;

/// <summary>
/// Declares a residual network: ResNet (<see href="https://arxiv.org/abs/1512.03385">He et al., 2015</see>), and by its knobs ResNeXt and
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
    /// <param name="name">The variant's name, as in <c>resnet14</c>. In a zoo it names the nested class in PascalCase:
    /// <c>Resnet14</c>.</param>
    /// <param name="layers">The number of residual blocks in each stage (1 or more), separated by commas; one to six stages.</param>
    public ResNetVariantAttribute(string name, string layers)
        : base(name, layers)
    {
    }

    /// <summary>The residual block. Default: <see cref="ResNetBlock.Basic"/>.</summary>
    public ResNetBlock Block { get; set; }

    /// <summary>
    /// The width in channels of each stage (1 to 65,536), separated by commas, as many as there are stages; the stem has the first one's.
    /// A bottleneck leaves its stage four times as wide. Default: <c>64,128,256,512</c>, of which a network with fewer stages takes the
    /// first ones; a fifth stage has 1024 and a sixth 2048.
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
    /// Whether each block's last batch normalisation starts with weight zero, so that the block starts as the identity
    /// (<see href="https://arxiv.org/abs/1706.02677">Goyal et al., 2017</see>). Default: false.
    /// </summary>
    public bool ZeroInitResidual { get; set; }

    /// <summary>
    /// For each stage after the first, <c>1</c> where dilated convolutions replace the stride of 2 and <c>0</c> where they do not,
    /// separated by commas: <c>0,1,1</c> keeps the last two stages of four at the second one's resolution. The basic block takes no
    /// dilation. Default: empty, which stands for zeros.
    /// </summary>
    public string ReplaceStrideWithDilation { get; set; } = "";
}
