using System.Collections.Generic;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.ResNet;

/// <summary>
/// Builds the graph of a ResNet: the modules of torchvision's <c>resnet.py</c>, and of timm's for its options, under their names.
/// </summary>
internal sealed class ResNetLowering
{
    private static readonly EquatableArray<InitRule> s_init = EquatableArray<InitRule>.Of(
        new InitRule("Conv2d", "weight", new Init.KaimingNormal(FanOut: true)));

    private readonly ResNetSyntax _syntax;
    private readonly GraphBuilder _graph = new();
    private readonly List<ResNetBlockKind> _kinds = new();
    private readonly List<ResNetBlocks> _blocks;

    private ResNetLowering(ResNetSyntax syntax)
    {
        _syntax = syntax;
        foreach (var stage in syntax.Stages)
        {
            if (!_kinds.Contains(stage.Kind))
                _kinds.Add(stage.Kind);
        }

        _blocks = _kinds.ConvertAll(kind => ResNetBlocks.Create(kind, syntax.Shape, SuffixOf(kind)));
    }

    public static NetSpec Lower(ResNetSyntax syntax) => new ResNetLowering(syntax).Lower();

    private NetSpec Lower()
    {
        new ResNetStemLowering(_graph, _syntax.Stem, _syntax.Task.InChannels).Add();
        var channels = _syntax.Stem.Channels;
        var dilation = 1L;
        for (var i = 0; i < _syntax.Stages.Count; i++)
            channels = Stage(i, channels, ref dilation);

        var features = _graph.Last;
        GlobalPooling.AddHead(
            _graph, "avgpool", "fc", channels, _syntax.GlobalPool, _syntax.Dropout, _syntax.Task.NumClasses);
        return new NetSpec(
            "ResNet",
            TensorShape.Map(_syntax.Task.InChannels, _syntax.Task.ImageSize),
            new EquatableArray<BlockDef>(_blocks.ConvertAll(block => block.Definition)),
            _graph.Build(),
            s_init,
            EquatableArray<int>.Of(features));
    }

    /// <summary>
    /// A stage: its first block halves the map (or starts a dilation), the others keep it. torchvision's <c>_make_layer</c>.
    /// </summary>
    private long Stage(int index, long channels, ref long dilation)
    {
        var stage = _syntax.Stages[index];
        var stride = (long)stage.Stride;
        var firstDilation = dilation;
        if (stage.IsDilated)
        {
            dilation *= stride;
            stride = 1;
        }

        var path = "layer" + Format.Integer(index + 1) + ".";
        var output = stage.Width * stage.Expansion;
        var width = ResNetSyntax.BottleneckWidth(stage.Width, _syntax.Shape.WidthPerGroup, stage.Kind.Groups);
        var block = _kinds.IndexOf(stage.Kind);
        var projects = stride != 1 || channels != output;
        var first = new ResNetCall(channels, width, output, stride, firstDilation, dilation, projects);
        _graph.Add(path + "0", new Call(block, _blocks[block].Arguments(first)), stage.Span);
        if (stage.Blocks > 1)
        {
            var other = new ResNetCall(output, width, output, 1, dilation, dilation, Projects: false);
            _graph.Add(path, new Repeat(stage.Blocks - 1, 1, new Call(block, _blocks[block].Arguments(other))), stage.Span);
        }

        return output;
    }

    /// <summary>What tells a block's name from that of another of its kind.</summary>
    private string SuffixOf(ResNetBlockKind kind)
    {
        var first = _kinds.Find(other => other.IsBottleneck == kind.IsBottleneck);
        return kind == first ? ""
            : (kind.Groups == first.Groups ? "" : "G" + Format.Integer(kind.Groups)) + kind.Mix?.Attention + kind.Mix?.Activation
                + (kind.Groups == first.Groups && kind.Mix is null ? "Plain" : "");
    }
}
