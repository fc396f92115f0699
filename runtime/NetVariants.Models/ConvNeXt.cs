namespace NetVariants.Models;

/// <summary>torchvision's ConvNeXts (<see href="https://arxiv.org/abs/2201.03545">Liu et al., 2022</see>), for 1,000 classes.</summary>
[ConvNeXtVariant("convnext_tiny", "3,3,9,3")]
[ConvNeXtVariant("convnext_small", "3,3,27,3", StochasticDepthProb = 0.4)]
[ConvNeXtVariant("convnext_base", "3,3,27,3", Widths = "128,256,512,1024", StochasticDepthProb = 0.5)]
[ConvNeXtVariant("convnext_large", "3,3,27,3", Widths = "192,384,768,1536", StochasticDepthProb = 0.5)]
public static partial class ConvNeXt;
