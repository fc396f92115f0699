namespace NetVariants.Models;

/// <summary>
/// torchvision's vision transformers (<see href="https://arxiv.org/abs/2010.11929">Dosovitskiy et al., 2020</see>), for 1,000 classes.
/// </summary>
[ViTVariant("vit_b_16")]
[ViTVariant("vit_b_32", PatchSize = 32)]
[ViTVariant("vit_l_16", NumLayers = 24, NumHeads = 16, HiddenDim = 1024, MlpDim = 4096)]
[ViTVariant("vit_l_32", PatchSize = 32, NumLayers = 24, NumHeads = 16, HiddenDim = 1024, MlpDim = 4096)]
[ViTVariant("vit_h_14", PatchSize = 14, NumLayers = 32, NumHeads = 16, HiddenDim = 1280, MlpDim = 5120)]
public static partial class ViT;
