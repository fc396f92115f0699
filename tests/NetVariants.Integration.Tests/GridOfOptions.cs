namespace NetVariants.Integration.Tests;

/// <summary>Options across families: each value, and pairs that meet in one block.</summary>
[ResNetVariant("resnet_relu6", "1,2", Widths = "8,12", Activation = Activation.ReLU6, NumClasses = 10, ImageSize = 33)]
[ResNetVariant(
    "resnet_leaky", "1,2", Widths = "8,12", Activation = Activation.LeakyReLU, Attention = Attention.SE, NumClasses = 10, ImageSize = 33)]
[ResNetVariant(
    "resnet_silu",
    "2,1",
    Block = ResNetBlock.Bottleneck,
    Widths = "8,12",
    Activation = Activation.SiLU,
    AvgDown = true,
    NumClasses = 10,
    ImageSize = 40)]
[ResNetVariant(
    "resnet_gelu",
    "1,1",
    Widths = "8,12",
    Activation = Activation.GELU,
    Norm = Norm.LayerNorm,
    Stem = Stem.Deep,
    StemWidth = 6,
    NumClasses = 10,
    ImageSize = 33)]
[ResNetVariant(
    "resnet_hardswish",
    "1,1",
    Widths = "8,12",
    Activation = Activation.Hardswish,
    NormEps = 0.001,
    NormMomentum = 0.01,
    NumClasses = 10,
    ImageSize = 33)]
[ResNetVariant(
    "resnet_mish", "1,1", Widths = "8,12", Activation = Activation.Mish, Stem = Stem.Small, StemWidth = 5, NumClasses = 10, ImageSize = 20)]
[ResNetVariant(
    "resnet_group_norm",
    "1,2",
    Widths = "32,64",
    Norm = Norm.GroupNorm,
    NormEps = 0.01,
    ZeroInitResidual = true,
    NumClasses = 10,
    ImageSize = 33)]
[ResNetVariant(
    "resnet_layer_norm",
    "2,1",
    Block = ResNetBlock.Bottleneck,
    Widths = "8,12",
    Norm = Norm.LayerNorm,
    ZeroInitResidual = true,
    NumClasses = 10,
    ImageSize = 33)]
[ResNetVariant("resnet_se", "1,2", Widths = "8,200", Attention = Attention.SE, SERatio = 0.2, NumClasses = 10, ImageSize = 33)]
[ResNetVariant(
    "resnet_ese", "1,2", Block = ResNetBlock.Bottleneck, Widths = "8,12", Attention = Attention.ESE, NumClasses = 10, ImageSize = 33)]
[ResNetVariant("resnet_eca", "1,2", Widths = "8,128", Attention = Attention.ECA, AvgDown = true, NumClasses = 10, ImageSize = 33)]
[ResNetVariant(
    "resnet_cbam",
    "2,1",
    Widths = "8,24",
    Attention = Attention.CBAM,
    SERatio = 0.3,
    Activation = Activation.SiLU,
    NumClasses = 10,
    ImageSize = 40)]
[ResNetVariant(
    "resnet_blur", "1,2", Widths = "8,12", AntiAlias = AntiAlias.Blur, Attention = Attention.SE, NumClasses = 10, ImageSize = 50)]
[ResNetVariant(
    "bottleneck_blur",
    "1,1",
    Block = ResNetBlock.Bottleneck,
    Widths = "8,12",
    AntiAlias = AntiAlias.Blur,
    ReplaceStemPool = true,
    NumClasses = 10,
    ImageSize = 50)]
[ResNetVariant("resnet_avg", "1,2", Widths = "8,12", AntiAlias = AntiAlias.Avg, NumClasses = 10, ImageSize = 50)]
[ResNetVariant(
    "bottleneck_avg",
    "1,1",
    Block = ResNetBlock.Bottleneck,
    Widths = "8,12",
    AntiAlias = AntiAlias.Avg,
    ReplaceStemPool = true,
    NumClasses = 10,
    ImageSize = 50)]
[ResNetVariant(
    "resnet_d",
    "2,1,1",
    Widths = "8,12,16",
    Stem = Stem.Deep,
    StemWidth = 4,
    AvgDown = true,
    Attention = Attention.SE,
    NumClasses = 10,
    ImageSize = 65)]
[ResNetVariant(
    "resnet_t",
    "2,1",
    Block = ResNetBlock.Bottleneck,
    Widths = "8,12",
    Stem = Stem.DeepTiered,
    StemWidth = 9,
    AvgDown = true,
    NumClasses = 10,
    ImageSize = 47)]
[ResNetVariant(
    "senet",
    "1,2,1",
    Block = ResNetBlock.Bottleneck,
    Widths = "16,24,32",
    Groups = 4,
    ReduceFirst = 2,
    DownKernelSize = 3,
    Attention = Attention.SE,
    NumClasses = 10,
    ImageSize = 65)]
[ResNetVariant("basic_reduced", "1,1", Widths = "9,12", ReduceFirst = 2, ReplaceStemPool = true, NumClasses = 10, ImageSize = 33)]
[ResNetVariant(
    "output_stride_8", "1,2,2,1", Block = ResNetBlock.Bottleneck, Widths = "8,12,16,20", OutputStride = 8, NumClasses = 10, ImageSize = 40)]
[ResNetVariant(
    "output_stride_basic", "1,2,2", Widths = "8,12,16", OutputStride = 4, AntiAlias = AntiAlias.Blur, NumClasses = 10, ImageSize = 40)]
[ResNetVariant(
    "output_stride_small",
    "1,2,2",
    Widths = "8,12,16",
    OutputStride = 2,
    Stem = Stem.Small,
    DownKernelSize = 3,
    NumClasses = 10,
    ImageSize = 18)]
[ResNetVariant(
    "output_stride_avg_down",
    "1,2,1,1",
    Block = ResNetBlock.Bottleneck,
    Widths = "8,12,16,20",
    OutputStride = 8,
    AvgDown = true,
    AntiAlias = AntiAlias.Avg,
    NumClasses = 10,
    ImageSize = 40)]
[ResNetVariant(
    "depth_dropped",
    "2,3",
    Widths = "8,12",
    StochasticDepthProb = 0.5,
    Dropout = 0.3,
    Attention = Attention.ECA,
    NumClasses = 10,
    ImageSize = 33)]
[ResNetVariant(
    "depth_dropped_surely",
    "1,2",
    Block = ResNetBlock.Bottleneck,
    Widths = "8,12",
    StochasticDepthProb = 1,
    NumClasses = 10,
    ImageSize = 33)]
#pragma warning disable NV2011 // The first block is always kept.
[ResNetVariant("depth_of_one_block", "1", Widths = "8", StochasticDepthProb = 0.5, NumClasses = 10, ImageSize = 33)]
#pragma warning restore NV2011
[ResNetVariant("resnet_max", "1,1", Widths = "8,12", GlobalPool = GlobalPool.Max, NumClasses = 10, ImageSize = 33)]
[ResNetVariant("resnet_avgmax", "1,1", Widths = "8,12", GlobalPool = GlobalPool.AvgMax, NumClasses = 10, ImageSize = 33)]
[ResNetVariant(
    "resnet_catavgmax", "1,1", Widths = "8,12", GlobalPool = GlobalPool.CatAvgMax, Dropout = 0.2, NumClasses = 10, ImageSize = 33)]
[ResNetVariant(
    "stages_mixed",
    "2, 1_ese, 2_se_nhs, 2_se_bottle_nsi_g2",
    Widths = "8,12,16,20",
    StochasticDepthProb = 0.2,
    NumClasses = 10,
    ImageSize = 65)]
[ResNetVariant(
    "stages_numbers",
    "1_w6_s2, 2_basic_w10_s1_cbam, 1_none_w14_s3, 1_nmi",
    Block = ResNetBlock.Bottleneck,
    Attention = Attention.ECA,
    AntiAlias = AntiAlias.Blur,
    AvgDown = true,
    NumClasses = 10,
    ImageSize = 80)]
[VggVariant(
    "vgg_gelu",
    "8,M,16,M",
    Activation = Activation.GELU,
    AntiAlias = AntiAlias.Blur,
    HiddenFeatures = 24,
    AvgPoolSize = 2,
    NumClasses = 10,
    ImageSize = 33)]
[VggVariant(
    "vgg_mish",
    "8,M,16,M",
    BatchNorm = true,
    NormEps = 0.001,
    NormMomentum = 0.2,
    Activation = Activation.Mish,
    AntiAlias = AntiAlias.Avg,
    HiddenFeatures = 24,
    AvgPoolSize = 2,
    GlobalPool = GlobalPool.Max,
    NumClasses = 10,
    ImageSize = 33)]
[VggVariant(
    "vgg_group_norm",
    "32,M,64,A",
    BatchNorm = true,
    Norm = Norm.GroupNorm,
    Activation = Activation.LeakyReLU,
    HiddenFeatures = 24,
    AvgPoolSize = 2,
    GlobalPool = GlobalPool.CatAvgMax,
    NumClasses = 10,
    ImageSize = 32)]
[VggVariant(
    "vgg_layer_norm",
    "8,M,16,M",
    BatchNorm = true,
    Norm = Norm.LayerNorm,
    Activation = Activation.ReLU6,
    HiddenFeatures = 24,
    AvgPoolSize = 3,
    GlobalPool = GlobalPool.AvgMax,
    NumClasses = 10,
    ImageSize = 32)]
[DenseNetVariant(
    "densenet_silu",
    "2,2",
    GrowthRate = 8,
    NumInitFeatures = 16,
    Activation = Activation.SiLU,
    Stem = Stem.Deep,
    Dropout = 0.2,
    NumClasses = 10,
    ImageSize = 48)]
[DenseNetVariant(
    "densenet_leaky",
    "2,2",
    GrowthRate = 8,
    NumInitFeatures = 16,
    Activation = Activation.LeakyReLU,
    Stem = Stem.DeepTiered,
    NormEps = 0.01,
    NumClasses = 10,
    ImageSize = 48)]
[DenseNetVariant(
    "densenet_layer_norm",
    "2,2",
    GrowthRate = 8,
    NumInitFeatures = 16,
    Norm = Norm.LayerNorm,
    AntiAlias = AntiAlias.Blur,
    NumClasses = 10,
    ImageSize = 48)]
[DenseNetVariant(
    "densenet_pooled",
    "2,2",
    GrowthRate = 8,
    NumInitFeatures = 16,
    GlobalPool = GlobalPool.CatAvgMax,
    AntiAlias = AntiAlias.Avg,
    Activation = Activation.Hardswish,
    NumClasses = 10,
    ImageSize = 48)]
public static partial class Grid;
