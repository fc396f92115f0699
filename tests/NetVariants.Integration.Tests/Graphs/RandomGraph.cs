using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Integration.Tests.Graphs;

/// <summary>
/// Graphs made at random from the operations: skips, several readers, sums and concatenations, optional nodes, blocks with one and two
/// inputs and calls among them, rows of blocks, parameters, containers that are chains and such that are not, several outputs.
/// </summary>
internal sealed partial class RandomGraph
{
    private const int Side = 8;

    private readonly Random _random;
    private readonly List<BlockDef> _blocks = [];
    private GraphBuilder _graph = new();
    private List<(int Node, TensorShape Shape)> _values = [];
    private int _names;

    private RandomGraph(Random random) => _random = random;

    /// <summary>The graph of a seed.</summary>
    public static NetSpec Create(int seed) => new RandomGraph(new Random(seed)).Net();

    private NetSpec Net()
    {
        for (var i = _random.Next(4); i > 0; i--)
            _blocks.Add(_random.Next(3) == 0 ? Chain() : Block());

        var input = TensorShape.Map(_random.Next(1, 4), Side);
        Start([input]);
        for (var i = _random.Next(3, 16); i > 0; i--)
            Step();
        if (Chance(30))
            Head();
        else
            Layer(new Conv2d(Last.Shape.Channels, 3, 1), Last);
        GraphOutput[] outputs = [.. Enumerable.Range(0, _random.Next(4)).Select(i => new GraphOutput($"out{i}", Any().Node))];
        // Each graph is trained: one of its outputs is that of its last layer.
        return new NetSpec(
            "Graph",
            input,
            new EquatableArray<BlockDef>(_blocks),
            _graph.Build(new EquatableArray<GraphOutput>(outputs.Length == 0 ? [] : [.. outputs, new("last", Last.Node)])));
    }

    private (int Node, TensorShape Shape) Last => _values[^1];

    private (int Node, TensorShape Shape) Any() =>
        _values[_random.Next(3) == 0 ? _random.Next(_values.Count) : _random.Next(Math.Max(0, _values.Count - 3), _values.Count)];

    private bool Chance(int percent) => _random.Next(100) < percent;

    private void Start(IEnumerable<TensorShape> inputs)
    {
        _graph = new GraphBuilder();
        _names = 0;
        _values = [.. inputs.Select((shape, i) => (-1 - i, shape))];
    }

    /// <summary>One to three values that are alike.</summary>
    private List<(int Node, TensorShape Shape)> Alike(int least, Func<TensorShape, TensorShape, bool> isAlike)
    {
        var first = Any();
        List<(int Node, TensorShape Shape)> chosen = [first];
        (int Node, TensorShape Shape)[] others = [.. _values.Where(value => isAlike(value.Shape, first.Shape))];
        for (var i = Math.Max(least - 1, _random.Next(3)); i > 0; i--)
            chosen.Add(others[_random.Next(others.Length)]);
        return [.. chosen.OrderBy(_ => _random.Next())];
    }

    private void Step()
    {
        var x = Any();
        var channels = x.Shape.Channels;
        switch (_random.Next(19))
        {
            case 0 or 1:
                Layer(
                    new Conv2d(channels, _random.Next(1, 5), 3)
                    {
                        Padding = 1,
                        Stride = x.Shape.Height > 2 && Chance(20) ? 2 : 1,
                        Bias = Chance(50),
                    },
                    x);
                break;
            case 2:
                Layer(new BatchNorm2d(channels), x);
                break;
            case 3 or 4:
                Layer(new ReLU(), x, mayBeFunction: true);
                break;
            case 5:
                Layer(new Dropout(0.0), x, mayBeFunction: true);
                break;
            case 6:
                Layer(Chance(50) ? new MaxPool2d(3, 1) { Padding = 1 } : x.Shape.Height >= 4 ? new MaxPool2d(2, 2) : new AvgPool2d(1), x);
                break;
            case 7 or 8:
                Join(new Add(), Alike(2, (one, other) => one == other));
                break;
            case 9:
                Join(new Concat(), Alike(1, (one, other) => one.Height == other.Height));
                break;
            case 10:
                var parameter = _graph.Add(
                    new NodeSpec(Name("p"), new Parameter(Layout.Map, channels, x.Shape.Height, x.Shape.Width), default));
                Keep(_graph.Join(new Add(), x.Node, parameter), x.Shape);
                break;
            case 13:
                Layer(Activation(), x, mayBeFunction: true);
                break;
            case 14:
                Gate(x);
                break;
            case 15:
                Keep(_graph.Add("", new Core.Graph.Ops.Scale(0.5), x.Node), x.Shape);
                break;
            case 16:
                var grid = _graph.Add(Name("m"), new LayerNorm(channels), _graph.Add("", new ToGrid(), x.Node));
                grid = _graph.Add(Name("m"), new Linear(channels, channels), grid);
                grid = _graph.Add("", new ToMap(), grid);
                Keep(Chance(50) ? _graph.Add("", new ToContiguous(), grid) : grid, x.Shape);
                break;
            case 17:
                Attention(x);
                break;
            case 18:
                var dilation = _random.Next(1, 3);
                Layer(new Conv2d(channels, 2 * channels, 3) { Padding = dilation, Dilation = dilation, Groups = channels }, x);
                break;
            case 11 when _blocks.Count > 0:
                CallBlock(_random.Next(_blocks.Count), channels, x, parameters: 0);
                break;
            case 12 when _blocks.FindIndex(block => block.Body.InputCount == 1) is >= 0 and var block:
                var call = new Call(block, Arguments(block, channels, 0));
                Keep(_graph.Add(Name("row") + ".", new Repeat(_random.Next(1, 6), 0, call), x.Node), x.Shape);
                break;
        }
    }

    private Op Activation() => _random.Next(9) switch
    {
        0 => new LeakyReLU(),
        1 => new ReLU6(),
        2 => new SiLU(),
        3 => new GELU(),
        4 => new Hardswish(),
        5 => new Mish(),
        6 => new Sigmoid(),
        7 => new Tanh(),
        _ => new Hardsigmoid(),
    };

    /// <summary>A map times what its means or maxima say.</summary>
    private void Gate((int Node, TensorShape Shape) x)
    {
        var axes = Chance(50) ? MapAxes.Pixels : MapAxes.Channels;
        var gate = _graph.Add("", Chance(50) ? new Mean(axes) : new Amax(axes), x.Node);
        gate = _graph.Add("", new Sigmoid(), gate);
        Keep(_graph.Join(new Mul(), x.Node, gate), x.Shape);
    }

    /// <summary>A block that keeps the shape; its parameters are the channels and flags.</summary>
    private BlockDef Block()
    {
        const int Flags = 2;
        var inputs = Chance(30) ? 2 : 1;
        var shape = TensorShape.Map(0, Side);
        var width = Arg.Parameter(0);
        Start(Enumerable.Repeat(shape, inputs));
        for (var i = _random.Next(2, 8); i > 0; i--)
        {
            var x = Any();
            var condition = Chance(30) ? _random.Next(1, Flags + 1) : -1;
            switch (_random.Next(11))
            {
                case 0 or 1:
                    Layer(new Conv2d(width, width, 3) { Padding = 1, Bias = Chance(50) }, x, condition: condition);
                    break;
                case 2:
                    Layer(new BatchNorm2d(width), x, condition: condition);
                    break;
                case 3 or 4:
                    Layer(new ReLU(), x, mayBeFunction: true, condition);
                    break;
                case 5:
                    Layer(new MaxPool2d(3, 1) { Padding = 1 }, x, condition: condition);
                    break;
                case 6 when _blocks.Count > 0:
                    CallBlock(_random.Next(_blocks.Count), width, x, Flags);
                    break;
                case 7:
                    Numbered(width, x, Flags);
                    break;
                case 8:
                    var scale = _graph.Add(new NodeSpec(Name("p"), new Parameter(Layout.Map, width, 1, 1), default));
                    Keep(_graph.Join(new Scale(), x.Node, scale), x.Shape);
                    break;
                default:
                    Join(new Add(), Alike(2, (_, _) => true), condition);
                    break;
            }
        }

        var output = Chance(20) ? Any().Node : Last.Node;
        var body = _graph.Build(
            EquatableArray<GraphOutput>.Of(new GraphOutput("result", output)),
            inputs == 1 ? default : EquatableArray<string>.Of("first", "second"));
        return new BlockDef(
            $"Block{_blocks.Count}",
            "A random block",
            EquatableArray<BlockParameter>.Of(
                new BlockParameter("width", "Channels"),
                new BlockParameter("one", "Whether", ArgType.Flag, Default: false),
                new BlockParameter("other", "Whether", ArgType.Flag, Default: true)),
            body);
    }

    /// <summary>A container of modules of which some may be absent, so that the names of the others move.</summary>
    private void Numbered(Arg width, (int Node, TensorShape Shape) x, int flags)
    {
        var path = $"seq{_names++}.#";
        var last = _graph.Add(path, new Conv2d(width, width, 1), x.Node);
        for (var i = _random.Next(1, 4); i > 0; i--)
            last = _graph.Add(
                path, Chance(50) ? new ReLU() : new BatchNorm2d(width), last, condition: Chance(60) ? _random.Next(1, flags + 1) : -1);
        Keep(last, x.Shape);
    }

    private BlockDef Chain()
    {
        Start([TensorShape.Map(0, Side)]);
        var width = Arg.Parameter(0);
        for (var i = _random.Next(1, 5); i > 0; i--)
        {
            Op op = _random.Next(4) switch
            {
                0 => new Conv2d(width, width, 3) { Padding = 1 },
                1 => new BatchNorm2d(width),
                2 => new ReLU(),
                _ => new MaxPool2d(3, 1) { Padding = 1 },
            };
            Keep(_graph.Add($"m{_names++}", op, Last.Node), Last.Shape);
        }

        return new BlockDef(
            $"Chain{_blocks.Count}",
            "A random chain",
            EquatableArray<BlockParameter>.Of(new BlockParameter("width", "Channels")),
            _graph.Build());
    }

    private void CallBlock(int block, Arg channels, (int Node, TensorShape Shape) x, int parameters)
    {
        int[] inputs = [x.Node];
        if (_blocks[block].Body.InputCount == 2)
        {
            (int Node, TensorShape Shape)[] alike = [.. _values.Where(value => value.Shape == x.Shape)];
            inputs = [x.Node, alike[_random.Next(alike.Length)].Node];
        }

        Keep(
            _graph.Add(new NodeSpec(Name("b"), new Call(block, Arguments(block, channels, parameters)), new EquatableArray<int>(inputs))),
            x.Shape);
    }

    private EquatableArray<Arg> Arguments(int block, Arg channels, int parameters) => new(_blocks[block].Parameters.Select((parameter, i) =>
        i == 0 ? channels : parameters > 0 && Chance(40) ? Arg.Parameter(_random.Next(1, parameters + 1), ArgType.Flag) : Chance(50)));

    private void Join(Op op, List<(int Node, TensorShape Shape)> inputs, int condition = -1)
    {
        var shape = op is Concat ? inputs[0].Shape with { Channels = inputs.Sum(input => input.Shape.Channels) } : inputs[0].Shape;
        Keep(_graph.Add(new NodeSpec("", op, new EquatableArray<int>(inputs.Select(input => input.Node)), Condition: condition)), shape);
    }

    private void Layer(Op op, (int Node, TensorShape Shape) x, bool mayBeFunction = false, int condition = -1)
    {
        var path = op is Flatten || (mayBeFunction && Chance(60)) ? "" : Name("m");
        // The channels of a block are its parameter's.
        var shape = op is Conv2d { Out.IsParameter: true } or BatchNorm2d { Features.IsParameter: true }
            ? x.Shape
            : op.Output(new InputShapes(EquatableArray<int>.Of(-1), new GraphShapes(default, x.Shape)))!.Value;
        Keep(_graph.Add(path, op, x.Node, condition: condition), shape);
    }

    private void Keep(int node, TensorShape shape) => _values.Add((node, shape));

    /// <summary>A new name, at the top or in one of a few containers.</summary>
    private string Name(string stem)
    {
        var name = stem + _names++;
        return _random.Next(4) switch { 0 => $"box.{name}", 1 => $"tree.leaf{_random.Next(2)}.{name}", _ => name };
    }
}
