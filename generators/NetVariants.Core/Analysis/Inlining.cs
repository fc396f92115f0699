using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Analysis;

/// <summary>Replaces every call of a block by the block's nodes, so that what is left are plain layers with numbers and full paths.</summary>
internal sealed class Inlining
{
    private readonly NetSpec _net;
    private readonly CancellationToken _cancellation;
    private readonly List<NodeSpec> _nodes = new();

    private Inlining(NetSpec net, CancellationToken cancellation)
    {
        _net = net;
        _cancellation = cancellation;
    }

    /// <summary>Expands the network's body.</summary>
    /// <param name="net">The network.</param>
    /// <param name="ends">For each node of the body, the expanded node that gives its result.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static GraphSpec Expand(NetSpec net, out EquatableArray<int> ends, CancellationToken cancellation)
    {
        var inlining = new Inlining(net, cancellation);
        var results = inlining.Expand(net.Body, GraphSpec.Input, "", System.Array.Empty<Dim>(), origin: null);
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
            results[i] = node.When >= 0 && arguments[node.When].Is(0)
                ? first
                : Expand(node, node.Op.Bind(arguments), first, prefix, origin ?? node.Origin, Result);
        }

        return results;

        int Result(int index) => index == GraphSpec.Input ? input : results[index];
    }

    private int Expand(NodeSpec node, Op op, int input, string prefix, TextSpan origin, System.Func<int, int> result)
    {
        switch (op)
        {
            case Op.Call call:
                return Expand(call, input, prefix + node.Path, origin);

            case Op.Repeat repeat:
                for (var i = 0L; i < repeat.Count.Value; i++)
                {
                    var number = (repeat.First + i).ToString(CultureInfo.InvariantCulture);
                    input = Expand(repeat.At(i), input, prefix + node.Path + number, origin);
                }

                return input;

            default:
                _nodes.Add(new NodeSpec(
                    node.Path.Length == 0 ? "" : prefix + node.Path,
                    op,
                    node.Inputs.Count == 1 ? Single(input) : EquatableArray<int>.Owning(new[] { input, result(node.Inputs[1]) }),
                    origin));
                return _nodes.Count - 1;
        }
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

    private static EquatableArray<int> Single(int input) => EquatableArray<int>.Owning(new[] { input });
}
