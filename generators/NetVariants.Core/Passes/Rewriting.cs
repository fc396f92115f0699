using System;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Passes;

/// <summary>What passes that change a network have in common.</summary>
internal static class Rewriting
{
    /// <summary>The network with its nodes replaced one by one.</summary>
    /// <param name="net">The network.</param>
    /// <param name="rules">For a block, or for the body, which is null, what replaces its nodes; null where all stay.</param>
    public static NetSpec Nodes(NetSpec net, Func<BlockDef?, Func<NodeSpec, NodeSpec>?> rules)
    {
        var blocks = new BlockDef[net.Blocks.Count];
        for (var i = 0; i < blocks.Length; i++)
        {
            var block = net.Blocks[i];
            blocks[i] = rules(block) is { } rule ? block with { Body = Nodes(block.Body, rule) } : block;
        }

        return net with
        {
            Blocks = EquatableArray<BlockDef>.Owning(blocks),
            Body = rules(null) is { } bodyRule ? Nodes(net.Body, bodyRule) : net.Body,
        };
    }

    private static GraphSpec Nodes(GraphSpec graph, Func<NodeSpec, NodeSpec> rule)
    {
        var nodes = new NodeSpec[graph.Nodes.Count];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = rule(graph.Nodes[i]);
        return graph with { Nodes = EquatableArray<NodeSpec>.Owning(nodes) };
    }

    /// <summary>A graph with one more node, which takes a node's result and stands for it from then on.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="source">The node before it.</param>
    /// <param name="path">Its path.</param>
    /// <param name="op">What it computes.</param>
    /// <param name="condition">The parameter without which it does not exist; −1 for none.</param>
    public static GraphSpec InsertAfter(GraphSpec graph, int source, string path, Op op, int condition)
    {
        var nodes = new NodeSpec[graph.Nodes.Count + 1];
        Array.Copy(ToArray(graph.Nodes), nodes, source + 1);
        nodes[source + 1] = new NodeSpec(path, op, EquatableArray<int>.Of(source), graph.Nodes[source].Origin, condition);
        for (var i = source + 1; i < graph.Nodes.Count; i++)
        {
            var inputs = ToArray(graph.Nodes[i].Inputs);
            for (var j = 0; j < inputs.Length; j++)
                inputs[j] += inputs[j] >= source ? 1 : 0;
            nodes[i + 1] = graph.Nodes[i] with { Inputs = EquatableArray<int>.Owning(inputs) };
        }

        if (graph.Outputs.Count > 0)
            throw new ArgumentException("A graph of named results has no residual branch.", nameof(graph));
        return graph with { Nodes = EquatableArray<NodeSpec>.Owning(nodes) };
    }

    /// <summary>
    /// The network with one more parameter of a block, to which every call gives a value of its own. Only the network's body may call the
    /// block.
    /// </summary>
    /// <param name="net">The network.</param>
    /// <param name="block">The block's index.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">From a call, and the index of its node in the body, to its value.</param>
    /// <param name="step">By how much it grows in a row of calls.</param>
    public static NetSpec AddParameter(NetSpec net, int block, BlockParameter parameter, Func<Call, int, Arg> value, int step = 0)
    {
        foreach (var other in net.Blocks)
        {
            foreach (var node in other.Body.Nodes)
            {
                if (CallOf(node.Op)?.Block == block)
                    throw new ArgumentException("A residual block is called by the network itself: " + other.Name + " calls "
                        + net.Blocks[block].Name + ".", nameof(net));
            }
        }

        var nodes = ToArray(net.Body.Nodes);
        for (var i = 0; i < nodes.Length; i++)
        {
            if (CallOf(nodes[i].Op) is not { } call || call.Block != block)
                continue;
            var argument = value(call, i);
            nodes[i] = nodes[i] with { Op = With(nodes[i].Op, call with { Arguments = Append(call.Arguments, argument) }) };
            // C# wants a default after parameters that have one: the first call's value.
            parameter = parameter with { Default = parameter.Default ?? argument };
        }

        var blocks = ToArray(net.Blocks);
        blocks[block] = blocks[block] with { Parameters = Append(blocks[block].Parameters, parameter) };

        return net with
        {
            Blocks = EquatableArray<BlockDef>.Owning(blocks),
            Body = net.Body with { Nodes = EquatableArray<NodeSpec>.Owning(nodes) },
        };

        Op With(Op op, Call longer)
        {
            return op is not Repeat repeat ? longer
                : repeat with { Body = longer, Steps = repeat.Steps.Count == 0 && step == 0 ? default : Append(Steps(repeat), step) };
        }
    }

    /// <summary>The call of a node; null where it calls no block.</summary>
    public static Call? CallOf(Op op) => op switch { Call call => call, Repeat repeat => repeat.Body, _ => null };

    /// <summary>A list and one more item.</summary>
    public static EquatableArray<T> Append<T>(EquatableArray<T> items, T item)
        where T : IEquatable<T>
    {
        var longer = new T[items.Count + 1];
        for (var i = 0; i < items.Count; i++)
            longer[i] = items[i];
        longer[items.Count] = item;
        return EquatableArray<T>.Owning(longer);
    }

    private static EquatableArray<Arg> Steps(Repeat repeat)
    {
        var steps = new Arg[repeat.Body.Arguments.Count];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = repeat.Step(i);
        return EquatableArray<Arg>.Owning(steps);
    }

    private static T[] ToArray<T>(EquatableArray<T> items)
        where T : IEquatable<T>
    {
        var array = new T[items.Count];
        for (var i = 0; i < array.Length; i++)
            array[i] = items[i];
        return array;
    }
}
