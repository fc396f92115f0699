namespace NetVariants.Models;

/// <summary>
/// torchvision's EfficientNet and EfficientNetV2 networks (<see href="https://arxiv.org/abs/1905.11946">Tan and Le, 2019</see>,
/// <see href="https://arxiv.org/abs/2104.00298">2021</see>), for 1,000 classes, at the image sizes of their evaluation.
/// </summary>
[EfficientNetVariant(
    "efficientnet_b0",
    "ds_c16_se0.25, ir_r2_s2_e6_c24_se0.25, ir_r2_k5_s2_e6_c40_se0.25, ir_r3_s2_e6_c80_se0.25, ir_r3_k5_e6_c112_se0.25, "
        + "ir_r4_k5_s2_e6_c192_se0.25, ir_e6_c320_se0.25")]
[EfficientNetVariant("efficientnet_b1", Base = typeof(EfficientNet.EfficientnetB0), DepthMult = 1.1, ImageSize = 240)]
[EfficientNetVariant(
    "efficientnet_b2",
    Base = typeof(EfficientNet.EfficientnetB0), WidthMult = 1.1, DepthMult = 1.2, Dropout = 0.3, ImageSize = 260)]
[EfficientNetVariant(
    "efficientnet_b3",
    Base = typeof(EfficientNet.EfficientnetB0), WidthMult = 1.2, DepthMult = 1.4, Dropout = 0.3, ImageSize = 300)]
[EfficientNetVariant(
    "efficientnet_b4",
    Base = typeof(EfficientNet.EfficientnetB0), WidthMult = 1.4, DepthMult = 1.8, Dropout = 0.4, ImageSize = 380)]
[EfficientNetVariant(
    "efficientnet_b5",
    Base = typeof(EfficientNet.EfficientnetB0),
    WidthMult = 1.6, DepthMult = 2.2, Dropout = 0.4, NormEps = 0.001, NormMomentum = 0.01, ImageSize = 456)]
[EfficientNetVariant(
    "efficientnet_b6",
    Base = typeof(EfficientNet.EfficientnetB5), WidthMult = 1.8, DepthMult = 2.6, Dropout = 0.5, ImageSize = 528)]
[EfficientNetVariant(
    "efficientnet_b7",
    Base = typeof(EfficientNet.EfficientnetB5), WidthMult = 2, DepthMult = 3.1, Dropout = 0.5, ImageSize = 600)]
[EfficientNetVariant(
    "efficientnet_v2_s",
    "cn_r2_c24_skip, er_r4_s2_e4_c48, er_r4_s2_e4_c64, ir_r6_s2_e4_c128_se0.25, ir_r9_e6_c160_se0.25, ir_r15_s2_e6_c256_se0.25",
    StemWidth = 24, LastChannel = 1280, NormEps = 0.001, ImageSize = 384)]
[EfficientNetVariant(
    "efficientnet_v2_m",
    "cn_r3_c24_skip, er_r5_s2_e4_c48, er_r5_s2_e4_c80, ir_r7_s2_e4_c160_se0.25, ir_r14_e6_c176_se0.25, ir_r18_s2_e6_c304_se0.25, "
        + "ir_r5_e6_c512_se0.25",
    StemWidth = 24, LastChannel = 1280, NormEps = 0.001, Dropout = 0.3, ImageSize = 480)]
[EfficientNetVariant(
    "efficientnet_v2_l",
    "cn_r4_c32_skip, er_r7_s2_e4_c64, er_r7_s2_e4_c96, ir_r10_s2_e4_c192_se0.25, ir_r19_e6_c224_se0.25, ir_r25_s2_e6_c384_se0.25, "
        + "ir_r7_e6_c640_se0.25",
    LastChannel = 1280, NormEps = 0.001, Dropout = 0.4, ImageSize = 480)]
public static partial class EfficientNet;
