namespace NetVariants.Integration.Tests;

/// <summary>ConvNeXts, small enough to be compared in full.</summary>
[ConvNeXtVariant("convnext_plain", "1,2", Widths = "8,12", LayerScale = 0.5, NumClasses = 10, ImageSize = 33)]
[ConvNeXtVariant("convnext_kept", "2,1", Widths = "8,12", LayerScale = 0.5, StochasticDepthProb = 0, NumClasses = 10, ImageSize = 32)]
[ConvNeXtVariant(
    "convnext_small_patch", "1,1,1", Widths = "8,12,16", LayerScale = 0.5, Kernel = 3, StemPatch = 2, InChannels = 1, NumClasses = 10,
    ImageSize = 20)]
[ConvNeXtVariant(
    "convnext_silu", "2,1", Widths = "8,12", LayerScale = 0.5, MlpRatio = 2, Activation = Activation.SiLU, NormEps = 0.01,
    GlobalPool = GlobalPool.CatAvgMax, NumClasses = 10, ImageSize = 32)]
[ConvNeXtVariant(
    "convnext_dropped", "2,2", Widths = "8,12", LayerScale = 0.5, StochasticDepthProb = 0.5, Dropout = 0.3, Activation = Activation.ReLU,
    NumClasses = 10, ImageSize = 32)]
public static partial class Grid;
