using System;
using System.Diagnostics;

namespace NetVariants;

/// <summary>
/// Declares a vision transformer (<see href="https://arxiv.org/abs/2010.11929">Dosovitskiy et al., 2020</see>); torchvision's
/// <c>vision_transformer.py</c>.
/// </summary>
/// <remarks>
/// <para>
/// The image's size is part of the network: it runs on images of <see cref="VariantAttribute.ImageSize"/> alone, a multiple of
/// <see cref="PatchSize"/>.
/// </para>
/// <para>
/// On a partial class the class itself becomes the model; on a static partial class every application becomes a nested model class.
/// Defaults are those of torchvision's <c>vit_b_16</c>.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [ViTVariant("vit_cifar", PatchSize = 4, NumLayers = 6, NumHeads = 3, HiddenDim = 192, MlpDim = 384, ImageSize = 32, NumClasses = 10)]
/// public partial class ViTCifar;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
[Conditional("NETVARIANTS_KEEP_ATTRIBUTES")]
public sealed class ViTVariantAttribute : VariantAttribute
{
    /// <summary>Declares the variant <paramref name="name"/>.</summary>
    /// <param name="name">
    /// The variant's name, as in <c>vit_b_16</c>. In a zoo it names the nested class in PascalCase: <c>VitB16</c>.
    /// </param>
    public ViTVariantAttribute(string name)
        : base(name)
    {
    }

    /// <summary>
    /// The side of the squares of which the first convolution makes a token each, a divisor of the image's side. Default: 16.
    /// </summary>
    public int PatchSize { get; set; } = 16;

    /// <summary>The number of blocks, 1 to 1,023. Default: 12.</summary>
    public int NumLayers { get; set; } = 12;

    /// <summary>The heads of each attention, a divisor of <see cref="HiddenDim"/>. Default: 12.</summary>
    public int NumHeads { get; set; } = 12;

    /// <summary>The channels of a token, 1 to 65,536. Default: 768.</summary>
    public int HiddenDim { get; set; } = 768;

    /// <summary>The channels between a block's two linear layers, 1 to 65,536. Default: 3072.</summary>
    public int MlpDim { get; set; } = 3072;

    /// <summary>The features of a linear layer with tanh before the last one, 1 to 65,536. Default: 0, no such layer.</summary>
    public int RepresentationSize { get; set; }

    /// <summary>
    /// Registers (<see href="https://arxiv.org/abs/2309.16588">Darcet et al., 2023</see>): tokens besides the class token that belong to no
    /// patch, up to 65,536; timm's <c>reg_tokens</c>. Default: 0.
    /// </summary>
    public int RegTokens { get; set; }

    /// <summary>What the head reads, after the last normalization. Default: <see cref="TokenPool.Token"/>.</summary>
    public TokenPool Pool { get; set; }

    /// <summary>
    /// What the factors of each residual branch's channels start with (<see href="https://arxiv.org/abs/2103.17239">Touvron et al.,
    /// 2021</see>); timm's <c>init_values</c>. Default: 0, no factors.
    /// </summary>
    public double LayerScale { get; set; }

    /// <summary>
    /// The probability of dropping the last block's residual branches, image by image, while training, 0 to 1; block i of n has
    /// p·i/(n − 1) for each of its two. Default: 0.
    /// </summary>
    public double StochasticDepthProb { get; set; }

    /// <summary>The activation between a block's two linear layers. Default: <see cref="Activation.GELU"/>.</summary>
    public Activation Activation { get; set; } = Activation.GELU;

    /// <summary>What each normalization adds to the variance, up to 1. Default: 0, which stands for 1e-6.</summary>
    public double NormEps { get; set; }

    /// <summary>
    /// The probability of zeroing a number while training, 0 to 1: of the tokens before the first block, of each attention's result, and
    /// after each of a block's two linear layers. Default: 0.
    /// </summary>
    public double Dropout { get; set; }

    /// <summary>The probability of zeroing a weight of an attention while training, 0 to 1. Default: 0.</summary>
    public double AttentionDropout { get; set; }
}
