using NetVariants.Core.Analysis;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Families.Vgg;

/// <summary>Builds the graph of a VGG: the modules of torchvision's <c>vgg.py</c> under their names.</summary>
internal static class VggLowering
{
    private const double LinearStd = 0.01;

    public static NetSpec Lower(VggSyntax syntax)
    {
        var graph = new GraphBuilder();
        var channels = Features(graph, syntax);
        Classifier(graph, syntax, channels);
        return new NetSpec(
            "VGG",
            new TensorShape(syntax.Task.InChannels, syntax.Task.ImageSize),
            syntax.Task.NumClasses,
            default,
            graph.Build(),
            syntax.InitWeights
                ? new Initialisation(
                    new LayerInit(new WeightInit.KaimingNormal(FanOut: true), ZeroBias: true),
                    new LayerInit(new WeightInit.Normal(LinearStd), ZeroBias: true))
                : new Initialisation(LayerInit.Default, LayerInit.Default));
    }

    private static long Features(GraphBuilder graph, VggSyntax syntax)
    {
        var channels = (long)syntax.Task.InChannels;
        var module = 0;
        foreach (var layer in syntax.Layers)
        {
            if (layer.Kind != VggLayerKind.Convolution)
            {
                graph.Add(Next(), layer.Kind == VggLayerKind.MaxPool ? new Op.MaxPool2d(2, 2, 0) : new Op.AvgPool2d(2), layer.Span);
                continue;
            }

            // An odd kernel keeps the side, divided by the stride; an even one adds a pixel, as with PyTorch's usual padding of half the kernel.
            graph.Add(
                Next(),
                new Op.Conv2d(channels, layer.Channels, layer.Kernel, layer.Stride, layer.Kernel / 2, 1, layer.Groups, Bias: true),
                layer.Span);
            if (syntax.BatchNorm)
                graph.Add(Next(), new Op.BatchNorm2d(layer.Channels), layer.Span);
            graph.Add(Next(), new Op.ReLU(), layer.Span);
            channels = layer.Channels;
        }

        return channels;

        string Next() => "features." + OpText.Plain(module++);
    }

    private static void Classifier(GraphBuilder graph, VggSyntax syntax, long channels)
    {
        var features = checked(channels * syntax.AvgPoolSize * syntax.AvgPoolSize);
        graph.Add("avgpool", new Op.AdaptiveAvgPool2d(syntax.AvgPoolSize));
        graph.Add("", new Op.Flatten());
        graph.Add("classifier.0", new Op.Linear(features, syntax.HiddenFeatures));
        graph.Add("classifier.1", new Op.ReLU());
        graph.Add("classifier.2", new Op.Dropout(syntax.Dropout));
        graph.Add("classifier.3", new Op.Linear(syntax.HiddenFeatures, syntax.HiddenFeatures));
        graph.Add("classifier.4", new Op.ReLU());
        graph.Add("classifier.5", new Op.Dropout(syntax.Dropout));
        graph.Add("classifier.6", new Op.Linear(syntax.HiddenFeatures, syntax.Task.NumClasses));
    }
}
