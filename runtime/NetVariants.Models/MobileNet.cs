namespace NetVariants.Models;

/// <summary>
/// torchvision's MobileNetV2 and MobileNetV3 networks (<see href="https://arxiv.org/abs/1801.04381">Sandler et al., 2018</see>,
/// <see href="https://arxiv.org/abs/1905.02244">Howard et al., 2019</see>), for 1,000 classes.
/// </summary>
[MobileNetV2Variant(
    "mobilenet_v2", "ds_c16, ir_r2_s2_e6_c24, ir_r3_s2_e6_c32, ir_r4_s2_e6_c64, ir_r3_e6_c96, ir_r3_s2_e6_c160, ir_e6_c320")]
[MobileNetV3Variant(
    "mobilenet_v3_large",
    "ir_x16_c16_nre, ir_s2_x64_c24_nre, ir_x72_c24_nre, ir_k5_s2_x72_c40_se0.25_nre, ir_r2_k5_x120_c40_se0.25_nre, ir_s2_x240_c80, "
        + "ir_x200_c80, ir_r2_x184_c80, ir_x480_c112_se0.25, ir_x672_c112_se0.25, ir_k5_s2_x672_c160_se0.25, ir_r2_k5_x960_c160_se0.25")]
[MobileNetV3Variant(
    "mobilenet_v3_small",
    "ir_s2_x16_c16_se0.25_nre, ir_s2_x72_c24_nre, ir_x88_c24_nre, ir_k5_s2_x96_c40_se0.25, ir_r2_k5_x240_c40_se0.25, "
        + "ir_k5_x120_c48_se0.25, ir_k5_x144_c48_se0.25, ir_k5_s2_x288_c96_se0.25, ir_r2_k5_x576_c96_se0.25",
    LastChannel = 1024)]
public static partial class MobileNet;
