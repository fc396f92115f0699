namespace NetVariants;

/// <summary>The first layers, before the first stage.</summary>
public enum Stem
{
    /// <summary>
    /// The family's own stem, for large images. ResNet and DenseNet: a 7×7 convolution with stride 2, then a 3×3 max-pool with stride 2.
    /// RegNet, MobileNet and EfficientNet: a 3×3 convolution with stride 2.
    /// </summary>
    ImageNet,

    /// <summary>
    /// Convolution 3×3 with stride 1 and no pool: images of 28×28 or 32×32 keep their size, as in the papers' CIFAR experiments.
    /// </summary>
    Small,

    /// <summary>
    /// For ResNet and DenseNet: three 3×3 convolutions, the first with stride 2, then the max-pool; ResNet-C and ResNet-D
    /// (<see href="https://arxiv.org/abs/1812.01187">He et al., 2018</see>).
    /// </summary>
    Deep,

    /// <summary><see cref="Deep"/> with a first convolution of three quarters of the width: timm's ResNet-T.</summary>
    DeepTiered,
}
