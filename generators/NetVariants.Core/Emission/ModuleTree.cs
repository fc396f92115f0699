using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>
/// The modules of a model or block as a tree of names. Nodes under one name whose data flows straight through them are a <c>Sequential</c>;
/// others, whose results are read elsewhere or that take several inputs, are held side by side and called one by one.
/// </summary>
internal sealed class ModuleTree
{
    // The check for clashing names and the emission read the same tree.
    private static readonly ConditionalWeakTable<GraphSpec, List<ModuleNode>> s_trees = new();

    private readonly GraphSpec _graph;
    private readonly bool[] _isReadElsewhere;       // by node: whether an output or another node than the next one reads its result

    private ModuleTree(GraphSpec graph)
    {
        _graph = graph;
        _isReadElsewhere = new bool[graph.Nodes.Count];
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (var input in graph.Nodes[i].Inputs)
            {
                if (input >= 0 && input != i - 1)
                    _isReadElsewhere[input] = true;
            }
        }

        for (var i = 0; i < graph.OutputCount; i++)
        {
            if (graph.OutputNode(i) is >= 0 and var output)
                _isReadElsewhere[output] = true;
        }
    }

    /// <summary>The modules of a graph at its top level, in the order of their first node; built once for a graph.</summary>
    public static List<ModuleNode> Find(GraphSpec graph) => s_trees.GetValue(graph, Build);

    private static List<ModuleNode> Build(GraphSpec graph)
    {
        var nodes = new List<int>(graph.Nodes.Count);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            if (graph.Nodes[i].Path.Length > 0)
                nodes.Add(i);
        }

        return new ModuleTree(graph).Children(nodes, offset: 0, owner: "");
    }

    /// <summary>What a chain holds: layers and blocks, and containers of those that follow each other under one name.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="start">The chain's first node.</param>
    /// <param name="end">The node after the last.</param>
    /// <param name="offset">How many characters of the paths name the chain.</param>
    public static List<ModuleNode> Chain(GraphSpec graph, int start, int end, int offset)
    {
        var modules = new List<ModuleNode>(end - start);
        for (var next = start; next < end;)
        {
            var (first, path) = (next, graph.Nodes[next].Path);
            var dot = path.IndexOf('.', offset);
            next++;
            if (dot < 0)
            {
                modules.Add(new ModuleNode(path, offset, path.Length - offset, ModuleKind.Module, first, next));
                continue;
            }

            while (next < end && IsWithin(graph.Nodes[next].Path, path, dot))
                next++;
            modules.Add(new ModuleNode(path, offset, dot - offset, ModuleKind.Sequential, first, next)
            {
                Children = Chain(graph, first, next, dot + 1),
            });
        }

        return modules;
    }

    /// <summary>What a <c>forward</c> method calls, in the order of the nodes.</summary>
    public static List<ModuleNode> Callees(List<ModuleNode> modules)
    {
        if (!modules.Exists(module => module.Kind == ModuleKind.Holder))
            return modules;
        var callees = new List<ModuleNode>();
        AddCallees(modules);
        callees.Sort((one, other) => one.Start.CompareTo(other.Start));
        return callees;

        void AddCallees(List<ModuleNode> owned)
        {
            foreach (var module in owned)
            {
                if (module.Kind == ModuleKind.Holder)
                    AddCallees(module.Children!);
                else
                    callees.Add(module);
            }
        }
    }

    /// <summary>All holders, the outer before the inner.</summary>
    public static IEnumerable<ModuleNode> Holders(List<ModuleNode> modules)
    {
        foreach (var module in modules)
        {
            if (module.Kind != ModuleKind.Holder)
                continue;
            yield return module;
            foreach (var inner in Holders(module.Children!))
                yield return inner;
        }
    }

    /// <summary>The names below an owner.</summary>
    /// <param name="nodes">The owner's nodes.</param>
    /// <param name="offset">How many characters of the paths name the owner.</param>
    /// <param name="owner">The expression that reaches the owner, with its dot.</param>
    private List<ModuleNode> Children(List<int> nodes, int offset, string owner)
    {
        var children = new List<ModuleNode>();
        Dictionary<string, List<int>>? scattered = null;
        for (var i = 0; i < nodes.Count;)
        {
            var path = _graph.Nodes[nodes[i]].Path;
            var dot = path.IndexOf('.', offset);
            if (dot < 0)
            {
                if (_graph.Nodes[nodes[i]].IsNumbered)
                    throw new ArgumentException("Modules that are numbered as they are present stand in a chain.", nameof(nodes));
                var kind = _graph.Nodes[nodes[i]].Op.IsParameter ? ModuleKind.Parameter : ModuleKind.Module;
                children.Add(new ModuleNode(path, offset, path.Length - offset, kind, nodes[i], nodes[i] + 1, owner));
                i++;
                continue;
            }

            var end = i + 1;
            while (end < nodes.Count && IsWithin(_graph.Nodes[nodes[end]].Path, path, dot))
                end++;
            var container = new ModuleNode(path, offset, dot - offset, ModuleKind.Sequential, nodes[i], nodes[end - 1] + 1, owner);
            var known = children.Count - 1;
            while (known >= 0 && !(children[known].Kind >= ModuleKind.Sequential && children[known].HasNameOf(container)))
                known--;
            if (known < 0 && IsSequential(container, end - i))
            {
                children.Add(container with { Children = Chain(_graph, container.Start, container.End, container.InnerOffset) });
            }
            else
            {
                scattered ??= new Dictionary<string, List<int>>();
                if (!scattered.TryGetValue(container.Name, out var all))
                    scattered[container.Name] = all = new List<int>();
                if (known < 0)
                    children.Add(container with { Kind = ModuleKind.Holder });
                else if (children[known] is { Kind: ModuleKind.Sequential } chain)
                    AddChain(chain, all);
                if (known >= 0)
                    children[known] = children[known] with { Kind = ModuleKind.Holder };
                all.AddRange(nodes.GetRange(i, end - i));
            }

            i = end;
        }

        for (var i = 0; i < children.Count && scattered is not null; i++)
        {
            if (children[i] is { Kind: ModuleKind.Holder } holder)
                children[i] = holder with { Children = Children(scattered[holder.Name], holder.InnerOffset, holder.Access + ".") };
        }

        return children;
    }

    /// <summary>Whether a path begins with the names that another one has up to a dot.</summary>
    private static bool IsWithin(string path, string other, int dot) => string.CompareOrdinal(path, 0, other, 0, dot + 1) == 0;

    /// <summary>A name that repeats is not a chain: its nodes are held.</summary>
    private static void AddChain(ModuleNode chain, List<int> nodes)
    {
        for (var i = chain.Start; i < chain.End; i++)
            nodes.Add(i);
    }

    /// <summary>
    /// Whether the nodes are consecutive modules, each of which takes what the one before gives, and nobody else reads that.
    /// </summary>
    private bool IsSequential(ModuleNode container, int count)
    {
        if (container.End - container.Start != count)
            return false;
        var first = _graph.Nodes[container.Start];
        for (var i = container.Start; i < container.End; i++)
        {
            var node = _graph.Nodes[i];
            if (!node.IsModule || node.Inputs.Count != 1
                || (i > container.Start && node.Inputs[0] != i - 1)
                || (i < container.End - 1 && _isReadElsewhere[i])
                || node.IsNumbered != first.IsNumbered || (!node.IsNumbered && node.Condition != first.Condition))
            {
                return false;
            }
        }

        return true;
    }
}
