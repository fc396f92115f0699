using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.Shared.BlockStrings;

/// <summary>The blocks of a network of a block string, each made where it is first asked for; a block calls only those before it.</summary>
/// <param name="style">The family's style.</param>
/// <param name="calls">All blocks of the network, by class.</param>
internal sealed class MobileBlocks(BlockStyle style, ILookup<BlockClass, BlockCall> calls)
{
    private readonly List<BlockDef> _blocks = new();
    private readonly Dictionary<BlockClass, ResidualBlock> _residuals = new();
    private readonly bool _isDilated = calls.Any(group => group.Any(call => call.Dilation > 1));

    /// <summary>The blocks.</summary>
    public EquatableArray<BlockDef> ToArray() => new(_blocks);

    /// <summary>The indices of the residual blocks.</summary>
    public EquatableArray<int> Residuals => new(_residuals.Values.Select(block => _blocks.IndexOf(block.Definition)));

    /// <summary>A convolution, its normalization and an activation.</summary>
    public Call Convolution(BlockCall call, Activation? activation = null) =>
        Convolution(activation, call.Input, call.Output, call.Kernel, call.Stride, call.Groups, call.Padding, call.Dilation);

    /// <summary>A residual block.</summary>
    public Call Residual(BlockClass kind, BlockCall call)
    {
        if (!_residuals.TryGetValue(kind, out var block))
        {
            block = new ResidualBlock(this, style, kind, calls[kind].ToList());
            _blocks.Add(block.Definition);
            _residuals.Add(kind, block);
        }

        return new Call(_blocks.IndexOf(block.Definition), block.Arguments(call));
    }

    /// <inheritdoc cref="Convolution(BlockCall, Activation?)"/>
    public Call Convolution(Activation? activation, Arg input, Arg output, Arg kernel, Arg stride, Arg groups, Arg padding, Arg dilation)
    {
        var name = "ConvNorm" + (activation is { } own ? own.ToString() : "Activation");
        var index = _blocks.FindIndex(block => block.Name == name);
        if (index < 0)
        {
            var parameters = new List<BlockParameter>
            {
                new("inChannels", "Channels of the input"),
                new("outChannels", "Channels of the output"),
                new("kernel", "Side of the kernel"),
                new("stride", "Stride", Default: 1),
                new("groups", "Groups of the convolution", Default: 1),
            };
            if (_isDilated)
            {
                parameters.Add(new("padding", "Zeros on each side", Default: 0));
                parameters.Add(new("dilation", "Spacing of the kernel's taps", Default: 1));
            }

            var side = Arg.Parameter(2);
            var graph = new GraphBuilder();
            graph.Add("0", new Conv2d(Arg.Parameter(0), Arg.Parameter(1), side)
            {
                Stride = Arg.Parameter(3),
                Padding = _isDilated ? Arg.Parameter(5) : side / 2,
                Dilation = _isDilated ? Arg.Parameter(6) : 1,
                Groups = Arg.Parameter(4),
                Bias = false,
            });
            graph.Add("1", new BatchNorm2d(Arg.Parameter(1)));
            graph.Add("2", new ReLU());
            index = _blocks.Count;
            _blocks.Add(new BlockDef(
                name, "A convolution, its normalization and an activation", new EquatableArray<BlockParameter>(parameters), graph.Build())
            {
                Mix = activation is null ? null : new BlockMix(activation, Attention: null),
            });
        }

        return new Call(index, _isDilated
            ? EquatableArray<Arg>.Of(input, output, kernel, stride, groups, padding, dilation)
            : EquatableArray<Arg>.Of(input, output, kernel, stride, groups));
    }

    /// <summary>A 1×1 convolution and its normalization.</summary>
    public Call Projection(Arg input, Arg output)
    {
        const string Name = "ConvNorm";
        var index = _blocks.FindIndex(block => block.Name == Name);
        if (index < 0)
        {
            var graph = new GraphBuilder();
            graph.Add("0", new Conv2d(Arg.Parameter(0), Arg.Parameter(1), 1) { Bias = false });
            graph.Add("1", new BatchNorm2d(Arg.Parameter(1)));
            index = _blocks.Count;
            _blocks.Add(new BlockDef(Name, "A 1×1 convolution and its normalization", EquatableArray<BlockParameter>.Of(
                new BlockParameter("inChannels", "Channels of the input"),
                new BlockParameter("outChannels", "Channels of the output")), graph.Build()));
        }

        return new Call(index, EquatableArray<Arg>.Of(input, output));
    }

    /// <summary>torchvision's squeeze and excitation.</summary>
    public Call SqueezeExcitation(Activation? activation, Arg channels, Arg squeeze)
    {
        activation = style.SqueezeActivation ?? activation;
        var name = Shared.SqueezeExcitation.Name + (activation == style.SqueezeActivation ? null : activation);
        var index = _blocks.FindIndex(block => block.Name == name);
        if (index < 0)
        {
            index = _blocks.Count;
            _blocks.Add(Shared.SqueezeExcitation.Create(style.SqueezeGate, name) with
            {
                Mix = activation is null ? null : new BlockMix(activation, Attention: null),
            });
        }

        return new Call(index, EquatableArray<Arg>.Of(channels, squeeze));
    }
}
