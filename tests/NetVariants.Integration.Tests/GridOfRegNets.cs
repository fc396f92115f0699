namespace NetVariants.Integration.Tests;

/// <summary>RegNets, small enough to be compared in full.</summary>
[RegNetVariant("regnet_x", Depth = 5, W0 = 16, Wa = 6.5, Wm = 2.1, GroupWidth = 8, NumClasses = 10, ImageSize = 64)]
[RegNetVariant("regnet_y", Depth = 6, W0 = 16, Wa = 9, Wm = 1.8, GroupWidth = 12, SERatio = 0.25, NumClasses = 10, ImageSize = 64)]
[RegNetVariant("regnet_stages", "1,2", Widths = "16,36", GroupWidth = 4, StemWidth = 12, NumClasses = 10, ImageSize = 40)]
[RegNetVariant(
    "regnet_small_stem", "2*1", Widths = "8,24", SERatio = 0.2, Stem = Stem.Small, InChannels = 1, NumClasses = 10, ImageSize = 20)]
[RegNetVariant(
    "regnet_narrow_middle", "1,2", Widths = "16,32", BottleneckMultiplier = 0.5, GroupWidth = 4, NumClasses = 10, ImageSize = 40)]
[RegNetVariant(
    "regnet_wide_middle", Depth = 4, W0 = 8, Wa = 6, Wm = 2.5, BottleneckMultiplier = 2, GroupWidth = 8, SERatio = 0.3, NumClasses = 10,
    ImageSize = 40)]
[RegNetVariant(
    "regnet_silu", "1,1", Widths = "8,16", SERatio = 0.25, Activation = Activation.SiLU, NormEps = 0.01, GlobalPool = GlobalPool.CatAvgMax,
    NumClasses = 10, ImageSize = 40)]
[RegNetVariant(
    "regnet_leaky", "1,1", Widths = "8,16", SERatio = 0.25, Activation = Activation.LeakyReLU, Norm = Norm.LayerNorm, NumClasses = 10,
    ImageSize = 40)]
[RegNetVariant(
    "regnet_dropped", "2,3", Widths = "8,16", SERatio = 0.25, StochasticDepthProb = 0.5, Dropout = 0.3, NumClasses = 10, ImageSize = 40)]
public static partial class Grid;
