using System;
using System.Collections.Generic;
using System.Threading;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Analysis;

/// <summary>Replaces every call of a block by the block's nodes, so that what is left are plain layers with numbers and full paths.</summary>
internal sealed class Inlining
{
    private readonly NetSpec _net;
    private readonly CancellationToken _cancellation;
    private readonly List<NodeSpec> _nodes;

    private Inlining(NetSpec net, CancellationToken cancellation)
    {
        _net = net;
        _nodes = new List<NodeSpec>(net.Body.Nodes.Count);
        _cancellation = cancellation;
    }

    /// <summary>Expands the network's body.</summary>
    /// <param name="net">The network.</param>
    /// <param name="ends">For each node of the body, the expanded node that gives its result.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static GraphSpec Expand(NetSpec net, out EquatableArray<int> ends, CancellationToken cancellation)
    {
        var inlining = new Inlining(net, cancellation);
        var results = inlining.Expand(net.Body, GraphSpec.Input, "", Array.Empty<Dim>(), origin: null);
        ends = EquatableArray<int>.Owning(results);
        return new GraphSpec(EquatableArray<NodeSpec>.Owning(inlining._nodes.ToArray()));
    }

    private int[] Expand(GraphSpec graph, int input, string prefix, Dim[] arguments, TextSpan? origin)
    {
        var results = new int[graph.Nodes.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var node = graph.Nodes[i];
            var first = Result(node.Inputs[0]);
            if (node.When >= 0 && arguments[node.When].Is(0))
            {
                results[i] = first;
                continue;
            }

            var op = arguments.Length == 0 ? node.Op : node.Op.Bind(arguments);
            results[i] = op switch
            {
                Op.Call call => Expand(call, first, prefix + node.Path, origin ?? node.Origin),
                Op.Repeat repeat => Expand(repeat, first, prefix + node.Path, origin ?? node.Origin),
                _ => Add(node, op, first, node.Inputs.Count > 1 ? Result(node.Inputs[1]) : first, prefix, origin ?? node.Origin),
            };
        }

        return results;

        int Result(int index) => index == GraphSpec.Input ? input : results[index];
    }

    private int Add(NodeSpec node, Op op, int first, int second, string prefix, TextSpan origin)
    {
        // What stands in the network itself is a plain layer already, and keeps its input as long as no block before it was expanded.
        var isPlain = prefix.Length == 0 && node.Inputs.Count == 1 && first == node.Inputs[0];
        _nodes.Add(isPlain ? node : new NodeSpec(
            node.Path.Length == 0 ? "" : prefix + node.Path,
            op,
            EquatableArray<int>.Owning(node.Inputs.Count == 1 ? new[] { first } : new[] { first, second }),
            origin));
        return _nodes.Count - 1;
    }

    private int Expand(Op.Repeat repeat, int input, string path, TextSpan origin)
    {
        for (var i = 0L; i < repeat.Count.Value; i++)
            input = Expand(repeat.At(i), input, path + OpText.Plain(repeat.First + i), origin);
        return input;
    }

    private int Expand(Op.Call call, int input, string path, TextSpan origin)
    {
        _cancellation.ThrowIfCancellationRequested();
        var arguments = new Dim[call.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = call.Arguments[i];
        var results = Expand(_net.Blocks[call.Block].Body, input, path + ".", arguments, origin);
        return results[results.Length - 1];
    }
}
