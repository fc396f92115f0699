namespace NetVariants.Integration.Tests;

/// <summary>Vision transformers, small enough to be compared in full.</summary>
[ViTVariant("vit_plain", PatchSize = 8, NumLayers = 2, NumHeads = 3, HiddenDim = 12, MlpDim = 20, NumClasses = 10, ImageSize = 32)]
[ViTVariant(
    "vit_grey", PatchSize = 7, NumLayers = 5, NumHeads = 1, HiddenDim = 8, MlpDim = 8, InChannels = 1, RepresentationSize = 6,
    NumClasses = 10, ImageSize = 28)]
[ViTVariant(
    "vit_silu", PatchSize = 4, NumLayers = 1, NumHeads = 4, HiddenDim = 16, MlpDim = 24, Activation = Activation.SiLU, NormEps = 0.01,
    NumClasses = 10, ImageSize = 12)]
[ViTVariant(
    "vit_dropped", PatchSize = 8, NumLayers = 2, NumHeads = 2, HiddenDim = 12, MlpDim = 20, Dropout = 0.25, NumClasses = 10,
    ImageSize = 16)]
[ViTVariant(
    "vit_attention_dropped", PatchSize = 8, NumLayers = 2, NumHeads = 2, HiddenDim = 12, MlpDim = 20, AttentionDropout = 0.25,
    NumClasses = 10, ImageSize = 16)]
[ViTVariant(
    "vit_registers", PatchSize = 8, NumLayers = 2, NumHeads = 2, HiddenDim = 12, MlpDim = 20, RegTokens = 3, Pool = TokenPool.Mean,
    NumClasses = 10, ImageSize = 16)]
[ViTVariant(
    "vit_scaled", PatchSize = 8, NumLayers = 3, NumHeads = 2, HiddenDim = 12, MlpDim = 20, LayerScale = 0.5, StochasticDepthProb = 0.25,
    NumClasses = 10, ImageSize = 16)]
public static partial class Grid;
