using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.Shared.BlockStrings;

/// <summary>
/// A class of residual blocks: torchvision's <c>InvertedResidual</c>, <c>MBConv</c> and <c>FusedMBConv</c>, with the parameters that its
/// calls need.
/// </summary>
internal sealed class ResidualBlock
{
    private const int Never = -2;
    private const int Always = -1;

    private readonly BlockStyle _style;
    private readonly MobileBlocks _blocks;
    private readonly BlockClass _kind;
    private readonly List<BlockCall> _calls;
    private readonly GraphBuilder _graph = new();
    private readonly List<BlockParameter> _parameters = new();
    private readonly List<Func<BlockCall, Arg>> _values = new();

    public ResidualBlock(MobileBlocks blocks, BlockStyle style, BlockClass kind, List<BlockCall> calls)
    {
        (_blocks, _style, _kind, _calls) = (blocks, style, kind, calls);
        var input = Take("inChannels", "Channels of the input", call => call.Input);
        var expands = calls.Exists(Expands);
        var expanded = expands ? Take("expanded", "Channels between the block's convolutions", call => call.Expanded) : input;
        var output = Take("outChannels", "Channels of the output", call => call.Output);
        if (kind.IsFused && !expands)
            expanded = output;
        var squeezing = calls.Count(Squeezes);
        var squeeze = squeezing == 0 ? 0
            : Take("squeeze", "Channels of the squeezing layer", call => call.Squeeze, squeezing == calls.Count ? null : 0);
        var kernel = Take("kernel", "Side of the kernel", call => call.Kernel, defaultValue: 3);
        var stride = Take("stride", "Stride", call => call.Stride, defaultValue: 1);
        var isUsual = calls.TrueForAll(call => call.Groups == (kind.IsFused ? 1 : call.Expanded));
        var groups = isUsual ? kind.IsFused ? 1 : expanded
            : Take("groups", "Groups of the convolution with the kernel", call => call.Groups, defaultValue: 1);
        Arg padding = 0, dilation = 1;
        if (calls.Exists(call => call.Dilation > 1))
        {
            padding = Take("padding", "Zeros on each side", call => call.Padding, defaultValue: 1);
            dilation = Take("dilation", "Spacing of the kernel's taps", call => call.Dilation, defaultValue: 1);
        }
        else
        {
            padding = kernel / 2;
        }

        var expansion = TakeFlag("expands", "Whether the block has convolutions to more channels", Expands);
        var squeezes = TakeFlag("squeezes", "Whether squeeze and excitation scales the channels", Squeezes);
        var skips = TakeFlag("skips", "Whether the input is added to the output", call => call.Skips);

        if (!kind.IsFused)
            Add(_blocks.Convolution(kind.Activation, input, expanded, 1, 1, 1, 0, 1), expansion);
        Add(
            _blocks.Convolution(kind.Activation, kind.IsFused ? input : expanded, expanded, kernel, stride, groups, padding, dilation),
            Always);
        if (squeezes != Never)
            Add(_blocks.SqueezeExcitation(kind.Activation, expanded, squeeze), squeezes);
        Project(expanded, output, kind.IsFused ? expansion : Always);
        if (skips != Never)
            _graph.Add(new NodeSpec("", new Add(), EquatableArray<int>.Of(_graph.Last, GraphSpec.Input), Condition: skips));

        Definition = new BlockDef(
            (kind.IsFused ? style.FusedName : style.InvertedName) + kind.Activation,
            (skips == Never ? "Block of " : "Residual block of ") + Convolutions(expansion, isUsual),
            new EquatableArray<BlockParameter>(_parameters),
            _graph.Build())
        {
            Mix = kind.Activation is null ? null : new BlockMix(kind.Activation, Attention: null),
        };
    }

    /// <summary>The block.</summary>
    public BlockDef Definition { get; }

    /// <summary>The arguments of a call, in the order of the block's parameters.</summary>
    public EquatableArray<Arg> Arguments(BlockCall call) => new(_values.Select(value => value(call)));

    /// <summary>The convolutions in their order, for the documentation.</summary>
    /// <param name="expansion">The flag of those to more channels.</param>
    /// <param name="isUsual">Whether groups are one (of a fused block) or as many as channels (of another).</param>
    private string Convolutions(int expansion, bool isUsual)
    {
        var grouped = isUsual ? "" : "grouped ";
        return (_kind.IsFused, expansion) switch
        {
            (true, Never) => isUsual ? "one convolution" : "one grouped convolution",
            (true, _) => $"a {grouped}convolution to more channels and a 1×1 convolution",
            (false, Never) => $"{(isUsual ? "depthwise" : "grouped")} and 1×1 convolutions",
            (false, _) => $"1×1, {(isUsual ? "depthwise" : "grouped")} and 1×1 convolutions",
        };
    }

    private static bool Expands(BlockCall call) => call.Expands;

    private static bool Squeezes(BlockCall call) => call.Squeeze > 0;

    private void Add(Op op, int condition)
    {
        if (condition != Never)
            _graph.Add(_style.Container + ".#", op, _graph.Last, condition: condition, result: "residual");
    }

    private void Project(Arg input, Arg output, int condition)
    {
        if (_style.WrapsProjection)
        {
            Add(_blocks.Projection(input, output), condition);
            return;
        }

        Add(new Conv2d(input, output, 1) { Bias = false }, condition);
        Add(new BatchNorm2d(output), condition);
    }

    private Arg Take(string name, string summary, Func<BlockCall, Arg> value, long? defaultValue = null)
    {
        _parameters.Add(new BlockParameter(name, summary, Default: defaultValue));
        _values.Add(value);
        return Arg.Parameter(_parameters.Count - 1);
    }

    /// <summary>The parameter of a flag; no parameter where it is always or never set.</summary>
    private int TakeFlag(string name, string summary, Func<BlockCall, bool> value)
    {
        var count = _calls.Count(value);
        if (count == 0 || count == _calls.Count)
            return count == 0 ? Never : Always;
        _parameters.Add(new BlockParameter(name, summary, ArgType.Flag, Default: false));
        _values.Add(call => value(call));
        return _parameters.Count - 1;
    }
}
