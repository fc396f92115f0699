namespace NetVariants.Runtime.Tests;

/// <summary>A network whose second stage begins with a 1×1 convolution of stride 2 and 8 input channels, on maps of 64×64.</summary>
[ResNetVariant("narrow", "1,1", Widths = "8,16", Stem = Stem.Small, Norm = Norm.LayerNorm, NumClasses = 10, ImageSize = 64)]
internal sealed partial class Narrow;
