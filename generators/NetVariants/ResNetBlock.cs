namespace NetVariants;

/// <summary>The residual block of a ResNet (<see href="https://arxiv.org/abs/1512.03385">He et al., 2015</see>, figure 5).</summary>
public enum ResNetBlock
{
    /// <summary>Two 3×3 convolutions: ResNet-18 and ResNet-34.</summary>
    Basic,

    /// <summary>
    /// 1×1, 3×3 and 1×1 convolutions, four times as wide at the end as the stage's width: ResNet-50 and deeper, ResNeXt, Wide ResNet.
    /// </summary>
    Bottleneck,
}
