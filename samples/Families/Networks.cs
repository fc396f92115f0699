namespace NetVariants.Samples.Families;

/// <summary>
/// Networks of three families for grey images of 32×32 pixels, small enough to be trained on two cores in two minutes each.
/// </summary>
// A MobileNetV2's blocks on maps of 16×16 to 4×4 pixels, where the published one goes from 112×112 to 7×7.
[MobileNetV2Variant(
    "mobilenet_v2_small", "ds_c16, ir_r2_s2_e3_c24, ir_r2_s2_e3_c48",
    LastChannel = 192, InChannels = 1, ImageSize = 32, NumClasses = 10)]
// Three stages with squeeze and excitation, as a RegNetY, but in the activation of an EfficientNet.
[RegNetVariant(
    "regnet_y_silu", "1,2,1", Widths = "24,48,96",
    SERatio = 0.25, Activation = Activation.SiLU, StemWidth = 16, InChannels = 1, ImageSize = 32, NumClasses = 10)]
// Patches of 2×2 pixels and kernels of 5×5 for small maps, ReLU for GELU; branches start at full strength, since a few epochs do not
// raise 1e-6 far.
[ConvNeXtVariant(
    "convnext_small_patch", "1,2,2", Widths = "16,48,96",
    StemPatch = 2, Kernel = 5, Activation = Activation.ReLU, LayerScale = 1, StochasticDepthProb = 0,
    InChannels = 1, ImageSize = 32, NumClasses = 10)]
public static partial class Networks;
