namespace NetVariants.Runtime.Tests.FirstVersion;

// Without dropout: libtorch's random numbers differ between builds.
[VggVariant(
    "first_vgg",
    "4,M",
    BatchNorm = true,
    Dropout = 0,
    InitWeights = false,
    HiddenFeatures = 8,
    AvgPoolSize = 4,
    InChannels = 1,
    ImageSize = 8,
    NumClasses = 4)]
public partial class FirstVgg;

[VggVariant(
    "second_vgg",
    "4,M,8",
    BatchNorm = true,
    Dropout = 0,
    InitWeights = false,
    HiddenFeatures = 8,
    AvgPoolSize = 2,
    InChannels = 1,
    ImageSize = 8,
    NumClasses = 4)]
public partial class SecondVgg;
