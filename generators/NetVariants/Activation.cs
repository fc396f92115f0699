namespace NetVariants;

/// <summary>
/// The activation that replaces each ReLU. ResNet's attention modules and the MobileNets' squeeze-and-excitation keep
/// ReLU.
/// </summary>
public enum Activation
{
    /// <summary>max(x, 0).</summary>
    ReLU,

    /// <summary>min(max(x, 0), 6), as in MobileNetV2.</summary>
    ReLU6,

    /// <summary>x where it is above 0, else 0.01·x.</summary>
    LeakyReLU,

    /// <summary>
    /// x·sigmoid(x), also called Swish, as in EfficientNet. Training keeps one more map a layer than with <see cref="ReLU"/>.
    /// </summary>
    SiLU,

    /// <summary>
    /// x·Φ(x) with the exact normal distribution, as in ConvNeXt and ViT. Training keeps one more map a layer than with <see cref="ReLU"/>.
    /// </summary>
    GELU,

    /// <summary>x·min(max(x + 3, 0), 6)/6, as in MobileNetV3. Training keeps one more map a layer than with <see cref="ReLU"/>.</summary>
    Hardswish,

    /// <summary>x·tanh(softplus(x)). Training keeps two more maps a layer than with <see cref="ReLU"/>.</summary>
    Mish,
}
