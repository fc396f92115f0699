namespace NetVariants.Samples.WarmStart;

/// <summary>A residual network for grey images of 28×28 pixels.</summary>
[ResNetVariant("plain", "1,1,1", Widths = "16,32,64", Stem = Stem.Small, InChannels = 1, ImageSize = 28, NumClasses = 10)]
public partial class Plain;

/// <summary>The same with squeeze-and-excitation.</summary>
[ResNetVariant("attentive", Base = typeof(Plain), Attention = Attention.SE)]
public partial class Attentive;
