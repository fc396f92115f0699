using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.ResNet;

/// <summary>Builds the first layers of a ResNet under timm's names.</summary>
internal sealed class ResNetStemLowering(GraphBuilder graph, ResNetStem stem, int inChannels)
{
    private const string Pool = "maxpool";

    /// <summary>Adds them.</summary>
    public void Add()
    {
        if (stem.IsDeep)
            Deep();
        else
            graph.Add("conv1", First());
        graph.Add("bn1", new BatchNorm2d(stem.Channels));
        graph.Add("", new ReLU());
        if (stem.ReplacesPool)
            Convolution();
        else if (stem.Kind != Stem.Small)
            AntiAliasing.MaxPool(graph, Pool, new MaxPool2d(3, 2) { Padding = 1 }, stem.Channels, stem.AntiAlias);
    }

    private Conv2d First() => stem.Kind == Stem.Small
        ? new Conv2d(inChannels, stem.Width, 3) { Padding = 1, Bias = false }
        : new Conv2d(inChannels, stem.Width, 7) { Stride = 2, Padding = 3, Bias = false };

    /// <summary>Three 3×3 convolutions; the last one's normalization is the stem's.</summary>
    private void Deep()
    {
        var first = stem.Kind == Stem.DeepTiered ? 3 * (stem.Width / 4) : stem.Width;
        graph.Add("conv1.0", new Conv2d(inChannels, first, 3) { Stride = 2, Padding = 1, Bias = false });
        graph.Add("conv1.1", new BatchNorm2d(first));
        graph.Add("conv1.2", new ReLU());
        graph.Add("conv1.3", new Conv2d(first, stem.Width, 3) { Padding = 1, Bias = false });
        graph.Add("conv1.4", new BatchNorm2d(stem.Width));
        graph.Add("conv1.5", new ReLU());
        graph.Add("conv1.6", new Conv2d(stem.Width, stem.Channels, 3) { Padding = 1, Bias = false });
    }

    /// <summary>A convolution with stride 2 in the max-pool's place.</summary>
    private void Convolution()
    {
        var module = 0;
        var isFiltered = stem.AntiAlias != AntiAlias.None;
        graph.Add(Next(), new Conv2d(stem.Channels, stem.Channels, 3) { Stride = isFiltered ? 1 : 2, Padding = 1, Bias = false });
        if (isFiltered)
            graph.Add(Next(), AntiAliasing.Filter(stem.AntiAlias, stem.Channels, 2));
        graph.Add(Next(), new BatchNorm2d(stem.Channels));
        graph.Add(Next(), new ReLU());

        string Next() => Pool + "." + Format.Integer(module++);
    }
}
