namespace NetVariants.Models;

/// <summary>
/// torchvision's DenseNet networks (<see href="https://arxiv.org/abs/1608.06993">Huang et al., 2016</see>), for 1,000 classes, and the
/// article's <c>densenet83</c>.
/// </summary>
[DenseNetVariant("densenet121", "6,12,24,16")]
[DenseNetVariant("densenet161", "6,12,36,24", GrowthRate = 48, NumInitFeatures = 96)]
[DenseNetVariant("densenet169", "6,12,32,32")]
[DenseNetVariant("densenet201", "6,12,48,32")]
[DenseNetVariant("densenet83", "3,6,18,12", Base = typeof(DenseNet.Densenet161))]
public static partial class DenseNet;
