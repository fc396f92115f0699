namespace NetVariants;

/// <summary>The first layers of a residual or dense network, before its first stage.</summary>
public enum Stem
{
    /// <summary>
    /// Convolution 7×7 with stride 2 and max-pool 3×3 with stride 2: a 224×224 image reaches the first stage at 56×56. torchvision's only
    /// stem.
    /// </summary>
    ImageNet,

    /// <summary>
    /// Convolution 3×3 with stride 1 and no pool: images of 28×28 or 32×32 keep their size, as in the papers' CIFAR experiments.
    /// </summary>
    Small,

    /// <summary>
    /// Three 3×3 convolutions, the first with stride 2, then the max-pool: ResNet-C and ResNet-D
    /// (<see href="https://arxiv.org/abs/1812.01187">He et al., 2018</see>).
    /// </summary>
    Deep,

    /// <summary><see cref="Deep"/> with a first convolution of three quarters of the width: timm's ResNet-T.</summary>
    DeepTiered,
}
