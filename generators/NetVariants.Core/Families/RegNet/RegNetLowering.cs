using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.RegNet;

/// <summary>Builds the graph of a RegNet: the modules of torchvision's <c>regnet.py</c> under their names.</summary>
internal static class RegNetLowering
{
    private const int Step = 2;

    private static readonly EquatableArray<InitRule> s_init = EquatableArray<InitRule>.Of(
        new InitRule("Conv2d", "weight", new Init.KaimingNormal(FanOut: true)),
        new InitRule("Linear", "weight", new Init.Normal(0.01)),
        new InitRule("Linear", "bias", new Init.Constant(0)));

    public static NetSpec Lower(RegNetSyntax syntax)
    {
        var blocks = new RegNetBlocks(syntax);
        var graph = new GraphBuilder();
        graph.Add(
            "stem.0",
            new Conv2d(syntax.Task.InChannels, syntax.StemWidth, 3) { Stride = syntax.HasSmallStem ? 1 : Step, Padding = 1, Bias = false });
        graph.Add("stem.1", new BatchNorm2d(syntax.StemWidth));
        graph.Add("stem.2", new ReLU());

        var channels = syntax.StemWidth;
        for (var i = 0; i < syntax.Stages.Count; i++)
        {
            var stage = syntax.Stages[i];
            var name = "block" + Format.Integer(i + 1);
            var path = "trunk_output." + name + "." + name + "-";
            graph.Add(path + "0", blocks.Call(channels, stage, Step), stage.Origin);
            if (stage.Blocks > 1)
                graph.Add(path, new Repeat(stage.Blocks - 1, 1, blocks.Call(stage.Width, stage, stride: 1)), stage.Origin);
            channels = stage.Width;
        }

        var features = graph.Last;
        GlobalPooling.AddHead(
            graph, "avgpool", "fc", channels, syntax.GlobalPool, syntax.Dropout, syntax.Task.NumClasses);
        return new NetSpec(
            "RegNet",
            TensorShape.Map(syntax.Task.InChannels, syntax.Task.ImageSize),
            blocks.Definitions,
            graph.Build(),
            s_init,
            EquatableArray<int>.Of(features));
    }
}
