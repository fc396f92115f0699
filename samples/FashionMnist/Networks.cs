namespace NetVariants.Samples.FashionMnist;

/// <summary>
/// Three pairs of networks for grey images of 28×28 pixels, small enough for two cores. In each pair the first is a baseline, and the second is a new
/// network made from it by changing its list of layers.
/// </summary>
// A VGG of three stages, then the same without the last convolution.
[VggVariant("vgg7_bn", "16,M,32,M,64,64,M", BatchNorm = true, Dropout = 0.2, HiddenFeatures = 128, AvgPoolSize = 3, InChannels = 1, ImageSize = 28, NumClasses = 10)]
[VggVariant("vgg6_bn", "16,M,32,M,64,M", BatchNorm = true, Dropout = 0.2, HiddenFeatures = 128, AvgPoolSize = 3, InChannels = 1, ImageSize = 28, NumClasses = 10)]
// A ResNet of three stages, then the same with one block instead of two in the later ones, as the article's ResNet-14 is made from ResNet-18.
[ResNetVariant("resnet14", "2,2,2", Widths = "32,64,128", InChannels = 1, ImageSize = 28, NumClasses = 10)]
[ResNetVariant("resnet10", "2,1,1", Widths = "32,64,128", InChannels = 1, ImageSize = 28, NumClasses = 10)]
// A DenseNet of two blocks, then one of fewer but wider layers, as the article's DenseNet-83.
[DenseNetVariant("densenet21", "3,6", GrowthRate = 16, NumInitFeatures = 32, InChannels = 1, ImageSize = 28, NumClasses = 10)]
[DenseNetVariant("densenet15", "2,4", GrowthRate = 24, NumInitFeatures = 32, BnSize = 2, InChannels = 1, ImageSize = 28, NumClasses = 10)]
public static partial class Networks;
