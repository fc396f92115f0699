namespace NetVariants.Core;

// The attributes' enums in the same order: the compiler loads the generator without the assembly of the attributes. A test holds both
// together.

/// <summary>The activation after each convolution.</summary>
internal enum Activation
{
    ReLU,
    ReLU6,
    LeakyReLU,
    SiLU,
    GELU,
    Hardswish,
    Mish,
}

/// <summary>The normalization of feature maps.</summary>
internal enum Norm
{
    BatchNorm,
    GroupNorm,
    LayerNorm,
}

/// <summary>The attention module at the end of each residual branch.</summary>
internal enum Attention
{
    None,
    SE,
    ESE,
    ECA,
    CBAM,
}

/// <summary>The filter before each step of 2.</summary>
internal enum AntiAlias
{
    None,
    Blur,
    Avg,
}

/// <summary>How the head pools the last map.</summary>
internal enum GlobalPool
{
    Avg,
    Max,
    AvgMax,
    CatAvgMax,
}

/// <summary>What the head of a vision transformer reads.</summary>
internal enum TokenPool
{
    Token,
    Mean,
}

/// <summary>The first layers.</summary>
internal enum Stem
{
    ImageNet,
    Small,
    Deep,
    DeepTiered,
}
