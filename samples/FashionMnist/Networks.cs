namespace NetVariants.Samples.FashionMnist;

/// <summary>
/// Three pairs of networks for grey images of 28×28 pixels, small enough for two cores. In each pair the first is a baseline, and the
/// second is a new network made from it by changing its lists, as the article makes its networks.
/// </summary>
// Without dropout: in a few epochs a network this small does not get as far as memorizing its images.
[VggVariant("vgg8_bn", "16,M,32,32,M,64,64,M",
    BatchNorm = true, Dropout = 0, HiddenFeatures = 128, AvgPoolSize = 3, InChannels = 1, ImageSize = 28, NumClasses = 10)]
// One convolution in each stage.
[VggVariant("vgg6_bn", "16,M,32,M,64,M", Base = typeof(Networks.Vgg8Bn))]
[ResNetVariant("resnet14", "2,2,2", Widths = "16,32,64", InChannels = 1, ImageSize = 28, NumClasses = 10)]
// One block instead of two in the later stages, as ResNet-14 is made from ResNet-18.
[ResNetVariant("resnet10", "2,1,1", Base = typeof(Networks.Resnet14))]
[DenseNetVariant("densenet21", "3,6", GrowthRate = 16, NumInitFeatures = 32, InChannels = 1, ImageSize = 28, NumClasses = 10)]
// Fewer layers that each add more features, as DenseNet-83 is made from DenseNet-121.
[DenseNetVariant("densenet13", "2,3", Base = typeof(Networks.Densenet21), GrowthRate = 32, BnSize = 2)]
public static partial class Networks;
