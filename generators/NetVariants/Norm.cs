namespace NetVariants;

/// <summary>The normalization of feature maps.</summary>
public enum Norm
{
    /// <summary>Over the batch, with running statistics.</summary>
    BatchNorm,

    /// <summary>Over 32 groups of an image's channels. The channels of every map are multiples of 32.</summary>
    GroupNorm,

    /// <summary>Over the channels of each pixel: timm's <c>LayerNorm2d</c>.</summary>
    LayerNorm,
}
