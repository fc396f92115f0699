namespace NetVariants;

/// <summary>The normalisation of feature maps.</summary>
public enum Norm
{
    /// <summary>Over the batch, with running statistics; epsilon 1e-5.</summary>
    BatchNorm,

    /// <summary>Over 32 groups of an image's channels; epsilon 1e-5. The channels of every map are multiples of 32.</summary>
    GroupNorm,

    /// <summary>Over the channels of each pixel; epsilon 1e-6. timm's <c>LayerNorm2d</c>.</summary>
    LayerNorm,
}
