namespace NetVariants.Integration.Tests;

[ResNetVariant("small_resnet", "1,1", Widths = "8,16", Stem = Stem.Small, NumClasses = 4, ImageSize = 12)]
public partial class SmallResNet;

[VggVariant(
    "small_vgg", "8,M,16,M", BatchNorm = true, InitWeights = false, HiddenFeatures = 32, AvgPoolSize = 2, NumClasses = 4, ImageSize = 12)]
public partial class SmallVgg;

[DenseNetVariant("small_densenet", "2,2", GrowthRate = 6, NumInitFeatures = 12, Stem = Stem.Small, NumClasses = 4, ImageSize = 12)]
public partial class SmallDenseNet;
