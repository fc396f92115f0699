using System;
using System.Collections.Generic;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.ResNet;

/// <summary>
/// The residual blocks of torchvision's <c>resnet.py</c>, with timm's options: each with the arguments that a call gives it.
/// </summary>
internal sealed class ResNetBlocks
{
    private readonly ResNetShape _shape;
    private readonly ResNetBlockKind _kind;
    private readonly GraphBuilder _graph = new();
    private readonly List<BlockParameter> _parameters = new();
    private readonly List<Func<ResNetCall, Arg>> _values = new();
    private readonly Arg _input;
    private readonly Arg _width;
    private readonly Arg _output;
    private readonly Arg _stride;
    private readonly int _projection;
    private readonly Arg _firstDilation = 1;
    private readonly Arg _dilation = 1;
    private readonly int _filter = -1;

    private ResNetBlocks(ResNetBlockKind kind, ResNetShape shape)
    {
        (_kind, _shape) = (kind, shape);
        _input = Take("inChannels", "Channels of the input", call => call.Input);
        if (kind.IsBottleneck)
            _width = Take("width", "Channels of the 3×3 convolution", call => call.Width);
        _output = Take("outChannels", "Channels of the output", call => call.Output);
        var first = kind.IsBottleneck ? "" : "first ";
        _stride = Take("stride", $"Stride of the {first}3×3 convolution", call => call.Stride, defaultValue: 1);
        _projection = TakeFlag("projection", "Whether a 1×1 convolution fits the shortcut to the output", call => call.Projects);
        if (shape.HasDilation && kind.IsBottleneck)
        {
            _firstDilation = Take("dilation", "Spacing of the 3×3 convolution's taps", call => call.FirstDilation, defaultValue: 1);
        }
        else if (shape.HasDilation)
        {
            _firstDilation = Take("firstDilation", "Spacing of the first convolution's taps", call => call.FirstDilation, defaultValue: 1);
            _dilation = Take("dilation", "Spacing of the second convolution's taps", call => call.Dilation, defaultValue: 1);
        }

        if (shape.AntiAlias != AntiAlias.None)
            _filter = TakeFlag("antiAlias", "Whether a filter takes the step", call => call.IsFiltered(shape.AntiAlias));
    }

    /// <summary>The block.</summary>
    public BlockDef Definition { get; private set; } = null!;

    /// <summary>The arguments of a call, in the order of the block's parameters.</summary>
    public EquatableArray<Arg> Arguments(ResNetCall call)
    {
        var arguments = new Arg[_values.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = _values[i](call);
        return EquatableArray<Arg>.Owning(arguments);
    }

    /// <summary>The block of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="shape">What the network's blocks have in common.</param>
    /// <param name="suffix">The end of its name, which tells it from the network's other blocks.</param>
    public static ResNetBlocks Create(ResNetBlockKind kind, ResNetShape shape, string suffix)
    {
        var block = new ResNetBlocks(kind, shape);
        var (name, summary, lastNorm) = kind.IsBottleneck
            ? ("Bottleneck", "Residual block of 1×1, 3×3 and 1×1 convolutions", "bn3")
            : ("BasicBlock", "Residual block of two 3×3 convolutions", "bn2");
        block.AddShortcut(kind.IsBottleneck ? block.Bottleneck() : block.Basic());
        block.Definition = new BlockDef(
            name + suffix,
            summary,
            new EquatableArray<BlockParameter>(block._parameters),
            block._graph.Build(),
            shape.ZeroInitResidual ? EquatableArray<InitRule>.Of(new InitRule("BatchNorm2d", "weight", new Init.Constant(0), lastNorm))
                : default)
        {
            Mix = kind.Mix,
        };
        return block;
    }

    /// <summary>Two 3×3 convolutions, of which the first steps.</summary>
    private int Basic()
    {
        var first = Reduced(_output);
        _graph.Add("conv1", Stepping(_input, first, groups: 1));
        _graph.Add("bn1", new BatchNorm2d(first));
        _graph.Add("", new ReLU());
        AddFilter(first);
        _graph.Add("conv2", new Conv2d(first, _output, 3) { Padding = _dilation, Dilation = _dilation, Bias = false });
        return _graph.Add("bn2", new BatchNorm2d(_output));
    }

    /// <summary>
    /// 1×1, 3×3 and 1×1 convolutions. The step is in the 3×3 one, as torchvision has it, not in the first as the paper had.
    /// </summary>
    private int Bottleneck()
    {
        var first = Reduced(_width);
        _graph.Add("conv1", new Conv2d(_input, first, 1) { Bias = false });
        _graph.Add("bn1", new BatchNorm2d(first));
        _graph.Add("", new ReLU());
        _graph.Add("conv2", Stepping(first, _width, _kind.Groups));
        _graph.Add("bn2", new BatchNorm2d(_width));
        _graph.Add("", new ReLU());
        AddFilter(_width);
        _graph.Add("conv3", new Conv2d(_width, _output, 1) { Bias = false });
        return _graph.Add("bn3", new BatchNorm2d(_output));
    }

    private Conv2d Stepping(Arg input, Arg output, int groups) => new(input, output, 3)
    {
        Stride = _filter >= 0 ? 1 : _stride,
        Padding = _firstDilation,
        Dilation = _firstDilation,
        Groups = groups,
        Bias = false,
    };

    private Arg Reduced(Arg channels) => _shape.ReduceFirst == 1 ? channels : channels / _shape.ReduceFirst;

    private void AddFilter(Arg channels)
    {
        if (_filter >= 0)
            _graph.Add("aa", AntiAliasing.Filter(_shape.AntiAlias, channels, _stride), _graph.Last, condition: _filter);
    }

    private void AddShortcut(int residual)
    {
        const string Path = "downsample.";
        var conv = new Conv2d(_input, _output, 1) { Bias = false };
        var shortcut = GraphSpec.Input;
        var convolution = 0;
        if (_shape.AvgDown)
        {
            shortcut = _graph.Add(Path + "0", ShortcutPool(), shortcut, condition: _projection);
            convolution = 1;
        }
        else
        {
            conv = conv with { Stride = _stride };
            if (_shape.DownKernelSize > 1)
            {
                conv = conv with
                {
                    Kernel = Take("downKernel", "Side of the shortcut's kernel", call => call.DownKernel(_shape.DownKernelSize),
                        defaultValue: 1),
                    Padding = Take("downPadding", "Padding of the shortcut's convolution", call => call.DownPadding(_shape.DownKernelSize),
                        defaultValue: 0),
                    Dilation = _firstDilation,
                };
            }
        }

        shortcut = _graph.Add(Path + Format.Integer(convolution), conv, shortcut, condition: _projection);
        var norm = Path + Format.Integer(convolution + 1);
        shortcut = _graph.Add(norm, new BatchNorm2d(_output), shortcut, condition: _projection, result: "shortcut");
        _graph.Join(new Add(), residual, shortcut);
        _graph.Add("", new ReLU());
    }

    private Op ShortcutPool()
    {
        if (!_shape.HasDilation)
            return ShortcutPooling.Create(_stride);
        var kernel = Take("downKernel", "Side of the shortcut's pool", call => call.IsIdentity ? 1 : Math.Max(2, call.Stride),
            defaultValue: 1);
        var pads = Arg.Parameter(TakeFlag("downPads", "Whether the shortcut's pool keeps the side", call => call.Stride == 1
            && call.Dilation > 1), ArgType.Flag);
        return ShortcutPooling.Create(kernel, _stride, pads);
    }

    private Arg Take(string name, string summary, Func<ResNetCall, Arg> value, long? defaultValue = null)
    {
        _parameters.Add(new BlockParameter(name, summary, Default: defaultValue));
        _values.Add(value);
        return Arg.Parameter(_parameters.Count - 1);
    }

    private int TakeFlag(string name, string summary, Func<ResNetCall, Arg> value)
    {
        _parameters.Add(new BlockParameter(name, summary, ArgType.Flag, Default: false));
        _values.Add(value);
        return _parameters.Count - 1;
    }
}

/// <summary>A block's place in the network, from which its arguments follow.</summary>
/// <param name="Input">Channels of the input.</param>
/// <param name="Width">Channels of a bottleneck's 3×3 convolution.</param>
/// <param name="Output">Channels of the output.</param>
/// <param name="Stride">The stride.</param>
/// <param name="FirstDilation">The dilation of the block before.</param>
/// <param name="Dilation">The stage's dilation.</param>
/// <param name="Projects">Whether a convolution fits the shortcut to the output.</param>
internal readonly record struct ResNetCall(long Input, long Width, long Output, long Stride, long FirstDilation, long Dilation,
    bool Projects)
{
    /// <summary>Whether the shortcut's map stays as it is before its convolution.</summary>
    public bool IsIdentity => Stride == 1 && Dilation == 1;

    /// <summary>Whether a filter stands behind the stepping convolution. timm blurs also where a stage begins to dilate.</summary>
    public bool IsFiltered(AntiAlias kind) => Stride > 1 || (kind == AntiAlias.Blur && FirstDilation != Dilation);

    /// <summary>The kernel of the shortcut's convolution.</summary>
    public long DownKernel(int size) => IsIdentity ? 1 : size;

    /// <summary>Its padding.</summary>
    public long DownPadding(int size) => IsIdentity ? 0 : FirstDilation * (size - 1) / 2;
}
