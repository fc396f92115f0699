using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.ConvNeXt;

/// <summary>Builds the graph of a ConvNeXt: the modules of torchvision's <c>convnext.py</c> under their names.</summary>
internal static class ConvNeXtLowering
{
    private const int Step = 2;
    private const string LayerScale = "layer_scale";

    // torchvision draws again what is beyond ±2: a hundred deviations away.
    private static readonly EquatableArray<InitRule> s_init = EquatableArray<InitRule>.Of(
        new InitRule("Conv2d", "weight", new Init.Normal(0.02)),
        new InitRule("Conv2d", "bias", new Init.Constant(0)),
        new InitRule("Linear", "weight", new Init.Normal(0.02)),
        new InitRule("Linear", "bias", new Init.Constant(0)));

    public static NetSpec Lower(ConvNeXtSyntax syntax)
    {
        var norm = LayerNorm2d.Create(syntax.Eps);
        var graph = new GraphBuilder();
        var channels = syntax.Stages[0].Width;
        graph.Add("features.0.0", new Conv2d(syntax.Task.InChannels, channels, syntax.StemPatch) { Stride = syntax.StemPatch });
        graph.Add("features.0.1", Norm(channels));
        var module = 1;
        foreach (var stage in syntax.Stages)
        {
            if (module > 1)
            {
                var path = Next();
                graph.Add(path + "0", Norm(channels), stage.Span);
                graph.Add(path + "1", new Conv2d(channels, stage.Width, Step) { Stride = Step }, stage.Span);
            }

            graph.Add(Next(), new Repeat(stage.Blocks, 0, new Call(0, EquatableArray<Arg>.Of(stage.Width))), stage.Span);
            channels = stage.Width;
        }

        var features = graph.Last;
        channels = GlobalPooling.Add(graph, "avgpool", channels, side: 1, syntax.GlobalPool);
        graph.Add("classifier.0", Norm(channels));
        graph.Add("classifier.1", new Flatten());
        if (syntax.Dropout > 0)
            graph.Add("", new Dropout(syntax.Dropout));
        graph.Add("classifier.2", new Linear(channels, syntax.Task.NumClasses));
        return new NetSpec(
            "ConvNeXt",
            TensorShape.Map(syntax.Task.InChannels, syntax.Task.ImageSize),
            EquatableArray<BlockDef>.Of(Block(syntax)),
            graph.Build(),
            s_init,
            EquatableArray<int>.Of(features));

        string Next() => "features." + Format.Integer(module++) + ".";

        Use Norm(long width) => new(norm, EquatableArray<Arg>.Of(width));
    }

    /// <summary>
    /// Between its convolution and its sum, a block computes with the channels last: its linear layers work on each pixel.
    /// </summary>
    private static BlockDef Block(ConvNeXtSyntax syntax)
    {
        var channels = Arg.Parameter(0);
        var graph = new GraphBuilder();
        var scale = graph.Add(new NodeSpec(LayerScale, new Parameter(Layout.Map, channels, 1, 1), default));
        graph.Add(
            "block.0", new Conv2d(channels, channels, syntax.Kernel) { Padding = syntax.Kernel / 2, Groups = channels }, GraphSpec.Input);
        graph.Add("", new ToGrid());
        graph.Add("block.2", new LayerNorm(channels) { Eps = syntax.Eps });
        graph.Add("block.3", new Linear(channels, channels * syntax.MlpRatio), result: "expanded");
        graph.Add("", new ReLU());
        graph.Add("block.5", new Linear(channels * syntax.MlpRatio, channels));
        graph.Add("", new ToMap());
        var scaled = graph.Join(new Mul(), graph.Last, scale);
        graph.Join(new Add(), scaled, GraphSpec.Input);
        return new BlockDef(
            "CNBlock",
            "Residual block of a depthwise convolution and two linear layers",
            EquatableArray<BlockParameter>.Of(new BlockParameter("channels", "Channels of the map")),
            graph.Build(),
            EquatableArray<InitRule>.Of(new InitRule(nameof(Parameter), "", new Init.Constant(syntax.LayerScale), LayerScale)));
    }
}
