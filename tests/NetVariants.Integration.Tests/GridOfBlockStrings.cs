namespace NetVariants.Integration.Tests;

/// <summary>Block strings: each kind of block and each setting, in all families of them.</summary>
[MobileNetV2Variant("mobilenet_v2_torchvision", "ds_c16, ir_r2_s2_e6_c24, ir_s2_e3_c32", WidthMult = 0.5, NumClasses = 10, ImageSize = 40)]
[MobileNetV2Variant(
    "mobilenet_v2_rounded", "ir_e3.4_c13, ir_r3_s2_e2_c21",
    RoundNearest = 1, WidthMult = 0.4, NumClasses = 10, ImageSize = 33)]
[MobileNetV2Variant("mobilenet_v2_nearly_one", "ir_e1.01_c24, ir_r2_e0.99_c32", NumClasses = 10, ImageSize = 32)]
[MobileNetV2Variant(
    "mobilenet_v2_settings", "ir_k5_e2_c16_se0.25, er_s2_e2_c24_nsi, cn_c24_k1_nge, cn_c24_skip, ir_x40_c24_noskip_nhs, er_e1_c24_se0.5",
    WidthMult = 0.5, LastChannel = 40, Stem = Stem.Small, InChannels = 1, NumClasses = 10, ImageSize = 20)]
[MobileNetV2Variant(
    "mobilenet_v2_groups", "er_e2_c32_g4, ir_e2_c32_g8, ir_d2_s2_c40, cn_c48_g8_d2",
    StochasticDepthProb = 0.5, LastChannel = 32, NumClasses = 10, ImageSize = 33)]
[MobileNetV2Variant(
    "mobilenet_v2_layer_norm", "ds_c8, ir_r2_s2_e2_c8",
    Norm = Norm.LayerNorm, Activation = Activation.SiLU, WidthMult = 0.25, NumClasses = 10, ImageSize = 33)]
[MobileNetV3Variant(
    "mobilenet_v3_torchvision", "ir_x16_c16_nre, ir_k5_s2_x72_c24_se0.25_nre, ir_r2_s2_x100_c40, ir_x120_c40_se0.25",
    WidthMult = 0.5, LastChannel = 64, NumClasses = 10, ImageSize = 65)]
[MobileNetV3Variant(
    "mobilenet_v3_dilated", "ir_s2_x32_c16, ir_k5_s2_d2_x72_c24_se0.25_nre, ir_d2_x72_c24",
    LastChannel = 32, Dropout = 0.5, NumClasses = 10, ImageSize = 40)]
[MobileNetV3Variant(
    "mobilenet_v3_timm", "ds_r1_k3_s1_e1_c16_nre, ir_r2_k5_s2_e2.3_c24_se0.25_nre, ir_r1_k3_s2_e4_c24, cn_r1_k1_s1_c96",
    LastChannel = 48, InChannels = 2, NumClasses = 10, ImageSize = 48)]
[MobileNetV3Variant(
    "mobilenet_v3_depth", "ir_c16_nlr, ir_r3_e3_c16_se0.4, er_s2_e2_c24",
    StochasticDepthProb = 0.4, Stem = Stem.Small, StemWidth = 8, Activation = Activation.ReLU, NumClasses = 10, ImageSize = 24)]
[EfficientNetVariant(
    "efficientnet_torchvision", "ds_c16_se0.25, ir_r2_k5_s2_e6_c24_se0.25, ir_s2_e3_c40_se0.25",
    WidthMult = 0.6, DepthMult = 1.4, NumClasses = 10, ImageSize = 40)]
[EfficientNetVariant(
    "efficientnet_v2", "cn_r2_c16_skip, er_r3_s2_e4_c24, er_c24, ir_r3_s2_e4_c32_se0.25",
    StemWidth = 16, LastChannel = 64, NormEps = 0.001, NumClasses = 10, ImageSize = 40)]
[EfficientNetVariant(
    "efficientnet_settings", "ds_c16, ir_r2_s2_e2_c24_se0.5_nhs, er_r2_e2_c24_se0.25, cn_c32_s2, ir_x64_c32_g16_nmi",
    Activation = Activation.GELU, Stem = Stem.Small, StochasticDepthProb = 0.6, InChannels = 1, NumClasses = 10, ImageSize = 20)]
[EfficientNetVariant(
    "efficientnet_group_norm", "ds_c32, ir_r2_e2_c32",
    Norm = Norm.GroupNorm, StochasticDepthProb = 0, Dropout = 0, LastChannel = 64, NumClasses = 10, ImageSize = 33)]
public static partial class Grid;
