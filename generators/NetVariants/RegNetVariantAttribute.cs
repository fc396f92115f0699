using System;
using System.Diagnostics;

namespace NetVariants;

/// <summary>
/// Declares a network of the RegNet design space (<see href="https://arxiv.org/abs/2003.13678">Radosavovic et al., 2020</see>), whose
/// stages follow from a few numbers, or an AnyNet, whose stages are written out; torchvision's <c>regnet.py</c>.
/// </summary>
/// <remarks>
/// <para>
/// Block j would have <c>W0 + Wa·j</c> channels; it has the nearest <c>W0·Wm^s</c> of a whole s, rounded to a multiple of 8. Blocks of one
/// width are a stage, whose first block halves the map. Then the channels of the 3×3 convolutions are fitted to a multiple of
/// <c>GroupWidth</c>, unless they are fewer. The model's own remarks list the stages.
/// </para>
/// <para>
/// On a partial class the class itself becomes the model; on a static partial class every application becomes a nested model class.
/// Defaults equal torchvision's where it has one.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [RegNetVariant("regnet_y_400mf", Depth = 16, W0 = 48, Wa = 27.89, Wm = 2.09, GroupWidth = 8, SERatio = 0.25)]
/// public partial class RegNetY400MF;
///
/// [RegNetVariant("anynet", "1,3,6,6", Widths = "48,104,208,440", NumClasses = 10)]
/// public partial class AnyNet;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
[Conditional("NETVARIANTS_KEEP_ATTRIBUTES")]
public sealed class RegNetVariantAttribute : VariantAttribute
{
    /// <summary>Declares the variant <paramref name="name"/> of the stages in <paramref name="layers"/>.</summary>
    /// <param name="name">The variant's name, as in <c>anynet</c>. In a zoo it names the nested class in PascalCase: <c>Anynet</c>.</param>
    /// <param name="layers">
    /// The number of blocks in each stage (1 or more), separated by commas; one to eight stages. It excludes <see cref="Depth"/> and the
    /// numbers with it.
    /// </param>
    public RegNetVariantAttribute(string name, string layers)
        : base(name, layers)
    {
    }

    /// <summary>
    /// Declares the variant <paramref name="name"/>, whose stages follow from <see cref="Depth"/>, <see cref="W0"/>, <see cref="Wa"/> and
    /// <see cref="Wm"/>, or are those of its <see cref="VariantAttribute.Base"/>.
    /// </summary>
    /// <param name="name">The variant's name.</param>
    public RegNetVariantAttribute(string name)
        : base(name)
    {
    }

    /// <summary>The number of blocks, 1 to 1,364. Default: 0, for stages that are written out.</summary>
    public int Depth { get; set; }

    /// <summary>The initial width in channels, a multiple of 8 up to 65,536. Default: 0, for stages that are written out.</summary>
    public int W0 { get; set; }

    /// <summary>The slope: the channels that each block would add, 0 or more. Default: 0.</summary>
    public double Wa { get; set; }

    /// <summary>How many times as wide as the stage before a stage is, above 1. Default: 0, for stages that are written out.</summary>
    public double Wm { get; set; }

    /// <summary>
    /// The width in channels of each stage in <c>layers</c> (1 to 65,536), separated by commas: multiples of <see cref="GroupWidth"/>, or
    /// narrower. Default: empty, which stands for 64 in the first stage and twice as many in each further one.
    /// </summary>
    public string Widths { get; set; } = "";

    /// <summary>The channels of a group of a 3×3 convolution, 1 to 65,536; a narrower stage has one group. Default: 8.</summary>
    public int GroupWidth { get; set; } = 8;

    /// <summary>The channels of a block's 3×3 convolution as a multiple of its output's, above 0. Default: 1.</summary>
    public double BottleneckMultiplier { get; set; } = 1;

    /// <summary>
    /// The width of the squeezing layer of a gate after each 3×3 convolution as a share of the block's input, 0 to 1; 0.25 in RegNetY.
    /// Default: 0, no gate, as in RegNetX.
    /// </summary>
    public double SERatio { get; set; }

    /// <summary>
    /// The first layer: <see cref="Stem.ImageNet"/> has a stride of 2, <see cref="Stem.Small"/> of 1; there is no deep one. Default:
    /// <see cref="Stem.ImageNet"/>.
    /// </summary>
    public Stem Stem { get; set; }

    /// <summary>The channels of the first convolution, 1 to 65,536. Default: 32.</summary>
    public int StemWidth { get; set; } = 32;

    /// <summary>The activation after each convolution, and between a gate's layers. Default: <see cref="Activation.ReLU"/>.</summary>
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
