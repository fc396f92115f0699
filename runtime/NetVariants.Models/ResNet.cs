namespace NetVariants.Models;

/// <summary>
/// torchvision's residual networks, for 1,000 classes: ResNet (<see href="https://arxiv.org/abs/1512.03385">He et al., 2015</see>), ResNeXt
/// (<see href="https://arxiv.org/abs/1611.05431">Xie et al., 2016</see>), Wide ResNet
/// (<see href="https://arxiv.org/abs/1605.07146">Zagoruyko and Komodakis, 2016</see>), and the article's <c>resnet14</c>.
/// </summary>
[ResNetVariant("resnet18", "2,2,2,2")]
[ResNetVariant("resnet34", "3,4,6,3")]
[ResNetVariant("resnet50", "3,4,6,3", Block = ResNetBlock.Bottleneck)]
[ResNetVariant("resnet101", "3,4,23,3", Block = ResNetBlock.Bottleneck)]
[ResNetVariant("resnet152", "3,8,36,3", Block = ResNetBlock.Bottleneck)]
[ResNetVariant("resnext50_32x4d", "3,4,6,3", Block = ResNetBlock.Bottleneck, Groups = 32, WidthPerGroup = 4)]
[ResNetVariant("resnext101_32x8d", "3,4,23,3", Block = ResNetBlock.Bottleneck, Groups = 32, WidthPerGroup = 8)]
[ResNetVariant("resnext101_64x4d", "3,4,23,3", Block = ResNetBlock.Bottleneck, Groups = 64, WidthPerGroup = 4)]
[ResNetVariant("wide_resnet50_2", "3,4,6,3", Block = ResNetBlock.Bottleneck, WidthPerGroup = 128)]
[ResNetVariant("wide_resnet101_2", "3,4,23,3", Block = ResNetBlock.Bottleneck, WidthPerGroup = 128)]
[ResNetVariant("resnet14", "2,2,1,1", Base = typeof(ResNet.Resnet18))]
public static partial class ResNet;
