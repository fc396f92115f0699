using NetVariants;
using NetVariants.Models;

namespace NetVariantsApp;

// What a line does not say is the base's. Build after a change: a wrong declaration is an error under the token that is wrong.
#if (family == "vgg")
[VggVariant("network", "16,M,32,M,64,64,M", Base = typeof(Vgg.Vgg11Bn),
    HiddenFeatures = 64, AvgPoolSize = 1, ImageSize = 64, NumClasses = CLASS_COUNT)]
#elif (family == "densenet")
[DenseNetVariant("network", "2,4,4", Base = typeof(DenseNet.Densenet121),
    GrowthRate = 12, NumInitFeatures = 24, ImageSize = 64, NumClasses = CLASS_COUNT)]
#elif (family == "mobilenet")
[MobileNetV2Variant("network", "ds_c16, ir_r2_s2_e3_c24, ir_r2_s2_e3_c48", Base = typeof(MobileNet.MobilenetV2),
    LastChannel = 192, ImageSize = 64, NumClasses = CLASS_COUNT)]
#elif (family == "efficientnet")
[EfficientNetVariant("network", "ds_c16_se0.25, ir_r2_s2_e3_c24_se0.25, ir_r2_k5_s2_e3_c40_se0.25",
    Base = typeof(EfficientNet.EfficientnetB0), ImageSize = 64, NumClasses = CLASS_COUNT)]
#elif (family == "regnet")
[RegNetVariant("network", Base = typeof(RegNet.RegnetY400mf),
    Depth = 5, W0 = 24, Wa = 16, Wm = 2, ImageSize = 64, NumClasses = CLASS_COUNT)]
#elif (family == "convnext")
[ConvNeXtVariant("network", "1,2,1", Base = typeof(ConvNeXt.ConvnextTiny),
    Widths = "24,48,96", StemPatch = 2, LayerScale = 1, StochasticDepthProb = 0, ImageSize = 64, NumClasses = CLASS_COUNT)]
#elif (family == "vit")
[ViTVariant("network", Base = typeof(ViT.VitB16),
    PatchSize = 8, NumLayers = 4, NumHeads = 4, HiddenDim = 64, MlpDim = 128, ImageSize = 64, NumClasses = CLASS_COUNT)]
#else
[ResNetVariant("network", "2,1,1", Base = typeof(ResNet.Resnet18),
    Widths = "16,32,64", ImageSize = 64, NumClasses = CLASS_COUNT)]
#endif
public partial class Network;
