using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetVariants.Tests;

/// <summary>A family in the theories that walk all of them. A new family adds a row.</summary>
/// <param name="Family">The family's name: its attribute's, without the ending.</param>
/// <param name="Declaration">A small variant that shows what the family has.</param>
/// <param name="Published">A network as torchvision publishes it.</param>
/// <param name="Characters">At most what the published network's file takes.</param>
/// <param name="CodeCharacters">At most what it takes without comments.</param>
internal sealed record FamilyCase(string Family, string Declaration, string Published, int Characters, int CodeCharacters)
{
    /// <summary>All families.</summary>
    public static IReadOnlyList<FamilyCase> All { get; } =
    [
        new(
            "Vgg",
            "VggVariant(\"vgg16\", \"64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M\")",
            "VggVariant(\"vgg16\", \"64,64,M,128,128,M,256,256,256,M,512,512,512,M,512,512,512,M\")",
            9_000,
            6_500),
        new(
            "ResNet",
            "ResNetVariant(\"resnet14\", \"2,2,1,1\", NumClasses = 10)",
            "ResNetVariant(\"resnet50\", \"3,4,6,3\", Block = ResNetBlock.Bottleneck)",
            12_500,
            8_500),
        new(
            "DenseNet",
            "DenseNetVariant(\"densenet83\", \"3,6,18,12\", GrowthRate = 48, NumInitFeatures = 96, DropRate = 0.1, NumClasses = 10)",
            "DenseNetVariant(\"densenet201\", \"6,12,48,32\")",
            18_000,
            8_000),
        new(
            "MobileNetV2",
            "MobileNetV2Variant(\"mobilenet\", \"ds_c16, ir_r2_s2_e6_c24, ir_r3_s2_e6_c32\", NumClasses = 10, ImageSize = 64)",
            "MobileNetV2Variant(\"mobilenet_v2\", \"ds_c16, ir_r2_s2_e6_c24, ir_r3_s2_e6_c32, ir_r4_s2_e6_c64, ir_r3_e6_c96, "
                + "ir_r3_s2_e6_c160, ir_e6_c320\")",
            12_500,
            8_500),
        new(
            "MobileNetV3",
            "MobileNetV3Variant(\"mobilenet\", \"ir_x16_c16_nre, ir_r2_k5_s2_e3_c24_se0.25_nre, ir_s2_x240_c80\", NumClasses = 10, "
                + "ImageSize = 64)",
            "MobileNetV3Variant(\"mobilenet_v3_small\", \"ir_s2_x16_c16_se0.25_nre, ir_s2_x72_c24_nre, ir_x88_c24_nre, "
                + "ir_k5_s2_x96_c40_se0.25, ir_r2_k5_x240_c40_se0.25, ir_k5_x120_c48_se0.25, ir_k5_x144_c48_se0.25, "
                + "ir_k5_s2_x288_c96_se0.25, ir_r2_k5_x576_c96_se0.25\")",
            19_000,
            14_000),
        new(
            "EfficientNet",
            "EfficientNetVariant(\"efficientnet\", \"cn_r2_c32_skip, er_r2_s2_e4_c48, ir_r2_k5_s2_e6_c64\", NumClasses = 10, "
                + "ImageSize = 64)",
            "EfficientNetVariant(\"efficientnet_b0\", \"ds_c16_se0.25, ir_r2_s2_e6_c24_se0.25, ir_r2_k5_s2_e6_c40_se0.25, "
                + "ir_r3_s2_e6_c80_se0.25, ir_r3_k5_e6_c112_se0.25, ir_r4_k5_s2_e6_c192_se0.25, ir_e6_c320_se0.25\")",
            16_000,
            11_500),
        new(
            "RegNet",
            "RegNetVariant(\"regnet_y\", Depth = 16, W0 = 48, Wa = 27.89, Wm = 2.09, SERatio = 0.25, NumClasses = 10)",
            "RegNetVariant(\"regnet_y_400mf\", Depth = 16, W0 = 48, Wa = 27.89, Wm = 2.09, GroupWidth = 8, SERatio = 0.25)",
            14_500,
            10_000),
        new(
            "ConvNeXt",
            "ConvNeXtVariant(\"convnext_atto\", \"1,1\", Widths = \"40,80\", NumClasses = 10)",
            "ConvNeXtVariant(\"convnext_tiny\", \"3,3,9,3\")",
            16_000,
            11_500),
        new(
            "ViT",
            "ViTVariant(\"vit_small\", PatchSize = 4, NumLayers = 6, NumHeads = 3, HiddenDim = 192, MlpDim = 384, Dropout = 0.1, "
                + "ImageSize = 32, NumClasses = 10)",
            "ViTVariant(\"vit_b_16\")",
            16_000,
            11_000),
    ];

    /// <summary>The names of all families.</summary>
    public static TheoryData<string> Families => [.. All.Select(row => row.Family)];

    /// <summary>The row of a family.</summary>
    public static FamilyCase Find(string family) => All.Single(row => row.Family == family);
}
