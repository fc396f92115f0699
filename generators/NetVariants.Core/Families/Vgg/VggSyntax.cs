using System.Collections.Generic;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Families.Vgg;

/// <summary>What a VGG declaration says.</summary>
internal sealed record VggSyntax(
    List<VggLayer> Layers, bool BatchNorm, double Dropout, bool InitWeights, int HiddenFeatures, int AvgPoolSize, ImageTask Task);

/// <summary>One token of the layers: a convolution, or the max-pool <c>M</c>, which has no channels.</summary>
internal readonly record struct VggLayer(long Channels, TextSpan Span)
{
    public bool IsPool => Channels == 0;
}
