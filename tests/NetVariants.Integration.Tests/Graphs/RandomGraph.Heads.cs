using NetVariants.Core;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Integration.Tests.Graphs;

/// <content>Heads of maps and of sequences, and attention.</content>
internal sealed partial class RandomGraph
{
    /// <summary>The attention of a map's columns to each other, of which each row is a head.</summary>
    private void Attention((int Node, TensorShape Shape) x)
    {
        var grid = _graph.Add("", new ToGrid(), x.Node);
        if (Chance(50))
            grid = _graph.Add("", new SwapRows(), grid);
        var queries = Chance(50) ? _graph.Add("", new TakeRows(0, x.Shape.Height), grid) : grid;
        var values = Chance(50) ? _graph.Add(Name("m"), new Linear(x.Shape.Channels, x.Shape.Channels), grid) : grid;
        var sums = _graph.Join(new DotProductAttention(0), queries, grid, values);
        Keep(_graph.Add("", new ToMap(), sums), x.Shape);
    }

    /// <summary>A map's pixels and a token before them, of which the head reads the token.</summary>
    private void TokenHead()
    {
        const int Heads = 2;
        var channels = Last.Shape.Channels;
        var token = _graph.Add(new NodeSpec(Name("p"), new Parameter(Layout.Tokens, channels, 1, 1), default));
        var patches = _graph.Add("", new ToTokens(), _graph.Add("", new ToGrid(), Last.Node));
        var tokens = _graph.Join(new JoinTokens(), _graph.Join(new ExpandToken(), token, patches), patches);
        var weight = _graph.Add(new NodeSpec(Name("p"), new Parameter(Layout.Tokens, channels, 3 * Heads, 1) { IsMatrix = true }, default));
        var bias = _graph.Add(new NodeSpec(Name("p"), new Parameter(Layout.Flat, 3 * Heads, 1, 1), default));
        tokens = _graph.Join(new LinearFunction(channels, 3 * Heads), tokens, weight, bias);
        var grid = _graph.Add("", new SwapRows(), _graph.Add("", new SplitChannels(Heads), tokens));
        if (Chance(50))
            grid = _graph.Join(new DotProductAttention(0), grid, grid, grid);
        tokens = _graph.Add("", new JoinChannels(), _graph.Add("", new SwapRows(), grid));
        var pooled = Chance(50)
            ? _graph.Add("", new TakeToken(), tokens)
            : _graph.Add("", new MeanTokens(), _graph.Add("", new TakeRows(1, (long)Last.Shape.Height * Last.Shape.Width), tokens));
        Keep(pooled, TensorShape.Flat(3 * Heads));
        if (Chance(50))
            Layer(Activation(), Last, mayBeFunction: true);
        Layer(new Linear(Last.Shape.Channels, 3), Last);
    }

    private void Head()
    {
        if (Chance(40))
        {
            TokenHead();
            return;
        }

        Layer(new AdaptiveAvgPool2d(_random.Next(1, 3)), Last, mayBeFunction: true);
        Layer(new Flatten(), Last, mayBeFunction: true);
        Layer(new Linear(Last.Shape.Channels, 3), Last);
    }
}
