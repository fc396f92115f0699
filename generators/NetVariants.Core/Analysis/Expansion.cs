using System;
using System.Collections.Generic;
using System.Threading;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Analysis;

/// <summary>
/// Replaces every call of a block by the block's nodes, so that what is left are plain layers with numbers and full paths.
/// </summary>
internal sealed class Expansion
{
    private static readonly int[] s_image = { GraphSpec.Input };

    private readonly NetSpec _net;
    private readonly CancellationToken _cancellation;
    private readonly List<NodeSpec> _nodes;
    private readonly List<ExpandedModule>? _modules;
    private bool _isInModule;
    private bool _isRecomputed;

    private Expansion(NetSpec net, List<ExpandedModule>? modules, CancellationToken cancellation)
    {
        _net = net;
        _nodes = new List<NodeSpec>(net.Body.Nodes.Count);
        _modules = modules;
        _cancellation = cancellation;
    }

    /// <summary>Expands the network's body.</summary>
    /// <param name="net">The network.</param>
    /// <param name="results">For each node of the body, the expanded node that gives its result; none where nothing was to be
    /// expanded.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static GraphSpec Expand(NetSpec net, out EquatableArray<int> results, CancellationToken cancellation)
    {
        if (net.Blocks.Count == 0)
        {
            results = default;
            return net.Body;
        }

        var expansion = new Expansion(net, modules: null, cancellation);
        var nodes = expansion.Expand(net.Body, s_image, "", Array.Empty<Arg>(), origin: null);
        results = EquatableArray<int>.Owning(nodes);
        var outputs = new GraphOutput[net.Body.OutputCount];
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = new GraphOutput(
                net.Body.Outputs.Count == 0 ? "" : net.Body.Outputs[i].Name, Result(net.Body.OutputNode(i), s_image, nodes));
        return new GraphSpec(
            EquatableArray<NodeSpec>.Owning(expansion._nodes.ToArray()), EquatableArray<GraphOutput>.Owning(outputs), net.Body.Inputs);
    }

    /// <summary>
    /// The layers and blocks of one input that the network, or a <c>Sequential</c> in it, calls, in the order of their nodes.
    /// </summary>
    public static List<ExpandedModule> Modules(NetSpec net)
    {
        var modules = new List<ExpandedModule>();
        new Expansion(net, modules, CancellationToken.None).Expand(net.Body, s_image, "", Array.Empty<Arg>(), origin: null);
        return modules;
    }

    private static int Result(int node, int[] inputs, int[] results) => node < 0 ? inputs[-1 - node] : results[node];

    private int[] Expand(GraphSpec graph, int[] inputs, string prefix, Arg[] arguments, Origin? origin)
    {
        var nodes = graph.Nodes;
        var results = new int[nodes.Count];
        Dictionary<string, int>? ordinals = null;
        for (var i = 0; i < results.Length; i++)
        {
            var node = nodes[i];
            if (node.Condition >= 0 && node.Inputs.Count == 0)
                throw new ArgumentException(
                    "A parameter without a module is always there: " + node.Path + " depends on a flag.", nameof(graph));
            if (node.Condition >= 0 && arguments[node.Condition].Is(0))
            {
                results[i] = Result(node.Inputs[0], inputs, results);
                continue;
            }

            var op = arguments.Length == 0 ? node.Op : node.Op.Bind(arguments);
            var path = node.Path.Length == 0 ? "" : prefix + Numbered(node.Path, ref ordinals);
            results[i] = op switch
            {
                Call call => Expand(call, Inputs(node, inputs, results), path, origin ?? node.Origin, node.IsRecomputed),
                Repeat repeat => Expand(repeat, Inputs(node, inputs, results), path, origin ?? node.Origin),
                _ => Add(node, op, path, prefix, inputs, results, origin ?? node.Origin),
            };
        }

        return results;
    }

    /// <summary>The path with the number that a last segment <c>#</c> stands for.</summary>
    private static string Numbered(string path, ref Dictionary<string, int>? ordinals)
    {
        if (path[path.Length - 1] != '#')
            return path;
        ordinals ??= new Dictionary<string, int>();
        ordinals.TryGetValue(path, out var next);
        ordinals[path] = next + 1;
        return path.Substring(0, path.Length - 1) + Format.Integer(next);
    }

    private static int[] Inputs(NodeSpec node, int[] inputs, int[] results)
    {
        var expanded = new int[node.Inputs.Count];
        for (var i = 0; i < expanded.Length; i++)
            expanded[i] = Result(node.Inputs[i], inputs, results);
        return expanded;
    }

    private int Add(NodeSpec node, Op op, string path, string prefix, int[] inputs, int[] results, Origin origin)
    {
        // What stands in the network itself is a plain layer already, and keeps its inputs as long as no block before it was expanded.
        if (prefix.Length > 0 || path.Length != node.Path.Length || !KeepsInputs(node, results))
        {
            var sources = node.Inputs.Count == 1
                ? GraphBuilder.Single(Result(node.Inputs[0], inputs, results))
                : EquatableArray<int>.Owning(Inputs(node, inputs, results));
            node = new NodeSpec(path, op, sources, origin, Condition: -1, node.Overwrites)
            {
                IsRecomputed = node.IsRecomputed || _isRecomputed,
            };
        }

        _nodes.Add(node);
        var result = _nodes.Count - 1;
        if (!_isInModule && node.IsModule && node.Inputs.Count == 1)
            _modules?.Add(new ExpandedModule(path, result, result + 1, node.Inputs[0], result));
        return result;
    }

    private static bool KeepsInputs(NodeSpec node, int[] results)
    {
        foreach (var input in node.Inputs)
        {
            if (input >= 0 && results[input] != input)
                return false;
        }

        return true;
    }

    private int Expand(Repeat repeat, int[] inputs, string path, Origin origin)
    {
        var result = inputs[0];
        for (var i = 0L; i < repeat.Count.Value; i++)
            result = Expand(repeat.At(i), new[] { result }, path + Format.Integer(repeat.First + i), origin);
        return result;
    }

    private int Expand(Call call, int[] inputs, string path, Origin origin, bool isRecomputed = false)
    {
        _cancellation.ThrowIfCancellationRequested();
        var arguments = new Arg[call.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = call.Arguments[i];
        var block = _net.Blocks[call.Block];
        // A chain is a Sequential: its modules are called one after the other.
        var isModule = _modules is not null && !_isInModule && !block.IsChain;
        var start = _nodes.Count;
        _isInModule |= isModule;
        var wasRecomputed = _isRecomputed;
        _isRecomputed |= isRecomputed;
        var result = Result(block.Body.OutputNode(0), inputs, Expand(block.Body, inputs, path + ".", arguments, origin));
        _isRecomputed = wasRecomputed;
        if (!isModule)
            return result;
        _isInModule = false;
        if (path.Length > 0 && inputs.Length == 1 && _nodes.Count > start)
            _modules!.Add(new ExpandedModule(path, start, _nodes.Count, inputs[0], result));
        return result;
    }
}
