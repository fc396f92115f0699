namespace NetVariants.Integration.Tests;

/// <summary>Every knob of every family, on networks small enough to be compared in full with torchvision's.</summary>
[VggVariant("vgg_plain", "8,M,16,16,M", HiddenFeatures = 24, NumClasses = 10, ImageSize = 32)]
[VggVariant("vgg_normalized", "7,M,13,11,M", BatchNorm = true, HiddenFeatures = 19, AvgPoolSize = 1, NumClasses = 3, ImageSize = 32)]
[VggVariant("vgg_grey", "M,8,M,16", BatchNorm = true, HiddenFeatures = 24, AvgPoolSize = 5, InChannels = 1, NumClasses = 7, ImageSize = 28)]
[VggVariant(
    "vgg_untouched_weights", "8,M,16,M", InitWeights = false, HiddenFeatures = 24, AvgPoolSize = 2, NumClasses = 10, ImageSize = 17)]
[VggVariant(
    "vgg_without_dropout",
    "8,M,16,M",
    BatchNorm = true,
    Dropout = 0,
    HiddenFeatures = 24,
    AvgPoolSize = 3,
    NumClasses = 10,
    ImageSize = 32)]
[VggVariant("vgg_heavy_dropout", "8,M,16,M", Dropout = 0.75, HiddenFeatures = 64, AvgPoolSize = 3, NumClasses = 10, ImageSize = 32)]
[VggVariant("vgg_no_convolutions", "A,M", Dropout = 1, HiddenFeatures = 24, AvgPoolSize = 2, NumClasses = 10, ImageSize = 16)]
[VggVariant(
    "vgg_settings",
    "8k5, 2 * 16g4, A, 24s2k1, M, 24g24k2",
    BatchNorm = true,
    HiddenFeatures = 24,
    AvgPoolSize = 2,
    NumClasses = 10,
    ImageSize = 40)]
[VggVariant(
    "vgg_large_kernels", "2*8k7s2,A,16k4g8,16k11", InChannels = 1, HiddenFeatures = 24, AvgPoolSize = 2, NumClasses = 10, ImageSize = 40)]
[ResNetVariant("resnet_one_stage", "2", Widths = "12", Stem = Stem.Small, NumClasses = 10, ImageSize = 20)]
[ResNetVariant("resnet_two_stages", "1,2", Widths = "8,24", NumClasses = 10, ImageSize = 33)]
[ResNetVariant("resnet_grey", "1,1,1", Widths = "16,32,64", Stem = Stem.Small, InChannels = 1, NumClasses = 10, ImageSize = 28)]
[ResNetVariant("resnet_three_stages", "1,1,1", NumClasses = 10, ImageSize = 40)]
[ResNetVariant("resnet_torchvision", "1,1,1,1", ImageSize = 40)]
[ResNetVariant("resnet_five_stages", "1,2,3*1", Widths = "8,12,16,20,24", NumClasses = 10, ImageSize = 70)]
[ResNetVariant("resnet_six_stages", "1,1,1,1,1,1", Widths = "4,8,12,16,20,24", Stem = Stem.Small, NumClasses = 10, ImageSize = 40)]
[ResNetVariant("resnet_odd_widths", "2,1,3", Widths = "7,13,5", NumClasses = 11, ImageSize = 50)]
[ResNetVariant("resnet_equal_widths", "2,2", Widths = "8,8", Stem = Stem.Small, NumClasses = 10, ImageSize = 16)]
[ResNetVariant("resnet_zero_init", "1,2", Widths = "8,16", ZeroInitResidual = true, NumClasses = 10, ImageSize = 32)]
[ResNetVariant("bottleneck_torchvision", "1,1,1,1", Block = ResNetBlock.Bottleneck, NumClasses = 10, ImageSize = 40)]
[ResNetVariant(
    "bottleneck_two_stages", "1,2", Block = ResNetBlock.Bottleneck, Widths = "8,16", Stem = Stem.Small, NumClasses = 10, ImageSize = 24)]
[ResNetVariant(
    "bottleneck_zero_init", "2", Block = ResNetBlock.Bottleneck, Widths = "8", ZeroInitResidual = true, NumClasses = 10, ImageSize = 32)]
[ResNetVariant("resnext", "1,1,1,1", Block = ResNetBlock.Bottleneck, Groups = 32, WidthPerGroup = 4, NumClasses = 10, ImageSize = 40)]
[ResNetVariant(
    "resnext_narrow",
    "1,2",
    Block = ResNetBlock.Bottleneck,
    Groups = 4,
    WidthPerGroup = 24,
    Widths = "16,24",
    NumClasses = 10,
    ImageSize = 48)]
[ResNetVariant("wide", "1,1", Block = ResNetBlock.Bottleneck, WidthPerGroup = 128, Widths = "16,32", NumClasses = 10, ImageSize = 48)]
[ResNetVariant(
    "rounded_width",
    "1,1",
    Block = ResNetBlock.Bottleneck,
    WidthPerGroup = 50,
    Groups = 2,
    Widths = "13,21",
    NumClasses = 10,
    ImageSize = 48)]
[ResNetVariant(
    "dilated_torchvision", "1,2,2,2", Block = ResNetBlock.Bottleneck, ReplaceStrideWithDilation = "0,1,1", NumClasses = 10, ImageSize = 40)]
[ResNetVariant(
    "dilated_first",
    "2,2,2",
    Block = ResNetBlock.Bottleneck,
    Widths = "8,12,16",
    Stem = Stem.Small,
    ReplaceStrideWithDilation = "1,0",
    NumClasses = 10,
    ImageSize = 18)]
[ResNetVariant(
    "dilated_equal_widths",
    "1,2",
    Block = ResNetBlock.Bottleneck,
    Widths = "8,8",
    ReplaceStrideWithDilation = "1",
    NumClasses = 10,
    ImageSize = 40)]
[DenseNetVariant("densenet_torchvision", "2,3,2,2", GrowthRate = 8, NumInitFeatures = 16, ImageSize = 64)]
[DenseNetVariant("densenet_one_block", "3", GrowthRate = 6, NumInitFeatures = 10, NumClasses = 10, ImageSize = 32)]
[DenseNetVariant("densenet_five_blocks", "1,2,1,1,1", GrowthRate = 5, NumInitFeatures = 9, BnSize = 3, NumClasses = 10, ImageSize = 64)]
[DenseNetVariant(
    "densenet_small", "2,2,2", GrowthRate = 12, NumInitFeatures = 24, Stem = Stem.Small, InChannels = 1, NumClasses = 10, ImageSize = 28)]
[DenseNetVariant("densenet_uncompressed", "2,2", GrowthRate = 7, NumInitFeatures = 11, Compression = 1, NumClasses = 10, ImageSize = 40)]
[DenseNetVariant(
    "densenet_compressed", "3,2,2", GrowthRate = 7, NumInitFeatures = 11, BnSize = 1, Compression = 0.3, NumClasses = 10, ImageSize = 48)]
[DenseNetVariant(
    "densenet_dropout", "2,2", GrowthRate = 8, NumInitFeatures = 16, DropRate = 0.4, Stem = Stem.Small, NumClasses = 10, ImageSize = 16)]
[DenseNetVariant(
    "densenet_memory_efficient", "1,4,3", GrowthRate = 7, NumInitFeatures = 11, MemoryEfficient = true, NumClasses = 10, ImageSize = 40)]
public static partial class Grid;
