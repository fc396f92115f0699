namespace NetVariants.Samples.Imagenette;

/// <summary>
/// The nine networks of V. Santiago Júnior's "Creating deep neural networks with 3 to 5 lines of code", for Imagenette's ten classes: in
/// each family the two published baselines, then the article's new network, made from one of them by changing its list.
/// </summary>
[VggVariant("vgg16_bn", "64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M", BatchNorm = true, NumClasses = 10)]
[VggVariant("vgg19_bn", "64,64,M,128,128,M,256,256,256,256,M,512,512,512,512,M,512,512,512,512,M", BatchNorm = true, NumClasses = 10)]
[VggVariant("vgg12_bn", "64,64,M,128,128,M,256,256,M,512,512,512,M", Base = typeof(Networks.Vgg16Bn))]
[DenseNetVariant("densenet121", "6,12,24,16", NumClasses = 10)]
[DenseNetVariant("densenet161", "6,12,36,24", GrowthRate = 48, NumInitFeatures = 96, NumClasses = 10)]
[DenseNetVariant("densenet83", "3,6,18,12", Base = typeof(Networks.Densenet161))]
[ResNetVariant("resnet18", "2,2,2,2", NumClasses = 10)]
[ResNetVariant("resnet34", "3,4,6,3", NumClasses = 10)]
[ResNetVariant("resnet14", "2,2,1,1", Base = typeof(Networks.Resnet18))]
public static partial class Networks;
