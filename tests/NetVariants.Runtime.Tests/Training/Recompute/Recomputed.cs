namespace NetVariants.Runtime.Tests.Training.Recompute;

/// <summary>A small network of each family, with dropout, and stochastic depth where the family has it.</summary>
[VggVariant(
    "vgg", "8,8,M,16,2*16,M,24", BatchNorm = true, AvgPoolSize = 1, HiddenFeatures = 16, NumClasses = 4, ImageSize = 32)]
[ResNetVariant(
    "resnet", "2,2", Widths = "8,16", Stem = Stem.Small, Dropout = 0.2, StochasticDepthProb = 0.5, NumClasses = 4, ImageSize = 32)]
[DenseNetVariant(
    "densenet", "4,6,3", GrowthRate = 8, NumInitFeatures = 16, Stem = Stem.Small, DropRate = 0.2, NumClasses = 4, ImageSize = 32)]
[DenseNetVariant(
    "densenet_efficient", "4,6,3", GrowthRate = 8, NumInitFeatures = 16, Stem = Stem.Small, DropRate = 0.2, MemoryEfficient = true,
    NumClasses = 4, ImageSize = 32)]
[MobileNetV2Variant(
    "mobilenet_v2", "ds_c16, ir_r3_s2_e6_c24, ir_r2_s2_e3_c32", StochasticDepthProb = 0.5, WidthMult = 0.5, NumClasses = 4,
    ImageSize = 40)]
[MobileNetV3Variant(
    "mobilenet_v3", "ir_x16_c16_nre, ir_k5_s2_x72_c24_se0.25_nre, ir_r2_x100_c24", StochasticDepthProb = 0.5, LastChannel = 64,
    NumClasses = 4, ImageSize = 40)]
[EfficientNetVariant(
    "efficientnet", "cn_r2_c16_skip, ds_c16_se0.25, ir_r2_k5_s2_e6_c24_se0.25", StochasticDepthProb = 0.5, NumClasses = 4,
    ImageSize = 32)]
[RegNetVariant(
    "regnet", "2,3", Widths = "8,16", SERatio = 0.25, StochasticDepthProb = 0.5, Dropout = 0.3, NumClasses = 4, ImageSize = 40)]
[ConvNeXtVariant(
    "convnext", "2,2", Widths = "8,12", LayerScale = 0.5, StochasticDepthProb = 0.5, Dropout = 0.3, NumClasses = 4, ImageSize = 32)]
[ViTVariant(
    "vit", PatchSize = 8, NumLayers = 3, NumHeads = 2, HiddenDim = 12, MlpDim = 20, Dropout = 0.25, AttentionDropout = 0.25,
    StochasticDepthProb = 0.25, NumClasses = 4, ImageSize = 32)]
public static partial class Recomputed;

/// <summary>One that learns from <see cref="Synthetic"/>'s images.</summary>
[DenseNetVariant(
    "dense", "3,3", GrowthRate = 8, NumInitFeatures = 8, Stem = Stem.Small, DropRate = 0.2, InChannels = 1, NumClasses = 4, ImageSize = 8)]
public sealed partial class Dense;

/// <summary>The same with recomputed bottlenecks.</summary>
[DenseNetVariant("dense_efficient", Base = typeof(Dense), MemoryEfficient = true)]
public sealed partial class EfficientDense;
