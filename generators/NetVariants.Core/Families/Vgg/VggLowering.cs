using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.Vgg;

/// <summary>Builds the graph of a VGG: the modules of torchvision's <c>vgg.py</c> under their names.</summary>
internal static class VggLowering
{
    private static readonly EquatableArray<InitRule> s_init = EquatableArray<InitRule>.Of(
        new InitRule("Conv2d", "weight", new Init.KaimingNormal(FanOut: true)),
        new InitRule("Conv2d", "bias", new Init.Constant(0)),
        new InitRule("Linear", "weight", new Init.Normal(0.01)),
        new InitRule("Linear", "bias", new Init.Constant(0)));

    private static readonly MaxPool2d s_maxPool = new(2, 2);
    private static readonly Op s_avgPool = new AvgPool2d(2);
    private static readonly Op s_relu = new ReLU();

    public static NetSpec Lower(VggSyntax syntax)
    {
        var graph = new GraphBuilder();
        var channels = Features(graph, syntax);
        var features = graph.Last;
        Classifier(graph, syntax, channels);
        return new NetSpec(
            "VGG",
            TensorShape.Map(syntax.Task.InChannels, syntax.Task.ImageSize),
            Blocks: default,
            graph.Build(),
            syntax.InitWeights ? s_init : default,
            EquatableArray<int>.Of(features));
    }

    private static long Features(GraphBuilder graph, VggSyntax syntax)
    {
        var channels = (long)syntax.Task.InChannels;
        var module = 0;
        foreach (var layer in syntax.Layers)
        {
            if (layer.Kind != VggLayerKind.Convolution)
            {
                if (layer.Kind == VggLayerKind.MaxPool)
                    AntiAliasing.MaxPool(graph, Next(), s_maxPool, channels, syntax.AntiAlias, layer.Span);
                else
                    graph.Add(Next(), s_avgPool, layer.Span);
                continue;
            }

            // An odd kernel keeps the side, divided by the stride; an even one adds a pixel, as with PyTorch's usual padding of half the
            // kernel.
            graph.Add(
                Next(),
                new Conv2d(channels, layer.Channels, layer.Kernel)
                {
                    Stride = layer.Stride,
                    Padding = layer.Kernel / 2,
                    Groups = layer.Groups,
                },
                layer.Span);
            if (syntax.BatchNorm)
                graph.Add(Next(), new BatchNorm2d(layer.Channels), layer.Span);
            graph.Add(Next(), s_relu, layer.Span);
            channels = layer.Channels;
        }

        return channels;

        string Next() => "features." + Format.Integer(module++);
    }

    private static void Classifier(GraphBuilder graph, VggSyntax syntax, long channels)
    {
        channels = GlobalPooling.Add(graph, "avgpool", channels, syntax.AvgPoolSize, syntax.GlobalPool);
        var features = channels * syntax.AvgPoolSize * syntax.AvgPoolSize;
        graph.Add("", new Flatten());
        graph.Add("classifier.0", new Linear(features, syntax.HiddenFeatures));
        graph.Add("classifier.1", s_relu);
        graph.Add("classifier.2", new Dropout(syntax.Dropout));
        graph.Add("classifier.3", new Linear(syntax.HiddenFeatures, syntax.HiddenFeatures));
        graph.Add("classifier.4", s_relu);
        graph.Add("classifier.5", new Dropout(syntax.Dropout));
        graph.Add("classifier.6", new Linear(syntax.HiddenFeatures, syntax.Task.NumClasses));
    }
}
