using System.Collections.Generic;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.RegNet;

/// <summary>The blocks of torchvision's <c>regnet.py</c>.</summary>
internal sealed class RegNetBlocks
{
    private const int Gate = 0;

    private readonly RegNetSyntax _syntax;

    public RegNetBlocks(RegNetSyntax syntax)
    {
        _syntax = syntax;
        // The gate is a block of the network, so that the network's activation is its activation too, as in torchvision.
        Definitions = HasGate
            ? EquatableArray<BlockDef>.Of(SqueezeExcitation.Create(new Sigmoid()), Residual())
            : EquatableArray<BlockDef>.Of(Residual());
    }

    /// <summary>The blocks; the residual one is the last.</summary>
    public EquatableArray<BlockDef> Definitions { get; }

    private bool HasGate => _syntax.SERatio > 0;

    /// <summary>A call of the residual block.</summary>
    public Call Call(long input, RegNetStage stage, long stride)
    {
        var arguments = new List<Arg> { input, stage.Width, RegNetSyntax.Inner(stage.Width, _syntax.Multiplier), stage.Groups };
        if (HasGate)
            arguments.Add(RegNetSyntax.Squeeze(input, _syntax.SERatio));
        arguments.Add(stride);
        arguments.Add(stride != 1 || input != stage.Width);
        return new Call(Definitions.Count - 1, new EquatableArray<Arg>(arguments));
    }

    private BlockDef Residual()
    {
        var parameters = new List<BlockParameter>();
        var input = Take("inChannels", "Channels of the input");
        var output = Take("outChannels", "Channels of the output");
        var width = Take("width", "Channels of the 3×3 convolution");
        var groups = Take("groups", "Groups of the 3×3 convolution");
        var squeeze = HasGate ? Take("squeeze", "Channels of the gate's squeezing layer") : 0;
        var stride = Take("stride", "Stride of the 3×3 convolution", 1);
        parameters.Add(
            new BlockParameter("projection", "Whether a 1×1 convolution fits the shortcut to the output", ArgType.Flag, Default: false));
        var projection = parameters.Count - 1;

        var graph = new GraphBuilder();
        var shortcut = graph.Add(
            "proj.0", new Conv2d(input, output, 1) { Stride = stride, Bias = false }, GraphSpec.Input, condition: projection);
        shortcut = graph.Add("proj.1", new BatchNorm2d(output), shortcut, condition: projection, result: "shortcut");
        graph.Add("f.a.0", new Conv2d(input, width, 1) { Bias = false }, GraphSpec.Input);
        graph.Add("f.a.1", new BatchNorm2d(width));
        graph.Add("f.a.2", new ReLU());
        graph.Add("f.b.0", new Conv2d(width, width, 3) { Stride = stride, Padding = 1, Groups = groups, Bias = false });
        graph.Add("f.b.1", new BatchNorm2d(width));
        graph.Add("f.b.2", new ReLU());
        if (HasGate)
            graph.Add("f.se", new Call(Gate, EquatableArray<Arg>.Of(width, squeeze)));
        graph.Add("f.c.0", new Conv2d(width, output, 1) { Bias = false });
        graph.Add("f.c.1", new BatchNorm2d(output));
        graph.Join(new Add(), graph.Last, shortcut);
        graph.Add("", new ReLU());
        return new BlockDef(
            "ResBottleneckBlock", "Residual block of 1×1, 3×3 and 1×1 convolutions", new EquatableArray<BlockParameter>(parameters),
            graph.Build());

        Arg Take(string name, string summary, long? defaultValue = null)
        {
            parameters.Add(new BlockParameter(name, summary, Default: defaultValue));
            return Arg.Parameter(parameters.Count - 1);
        }
    }
}
