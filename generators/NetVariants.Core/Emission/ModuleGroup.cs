using System;
using System.Collections.Generic;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Emission;

/// <summary>
/// Consecutive nodes of a graph under one name: a single module, a container (<c>features</c> over <c>features.0</c>, <c>features.1</c>, …), or a
/// function, which has no name.
/// </summary>
/// <param name="Path">The first node's path, of which the name is a part.</param>
/// <param name="Offset">Where the name begins in it.</param>
/// <param name="Length">The name's length.</param>
/// <param name="Start">The first node.</param>
/// <param name="End">The node after the last.</param>
/// <param name="IsContainer">Whether the nodes have names below this one.</param>
internal readonly record struct ModuleGroup(string Path, int Offset, int Length, int Start, int End, bool IsContainer)
{
    /// <summary>The name within its owner.</summary>
    public string Name => Path.Substring(Offset, Length);

    /// <summary>Whether it has a name: a function has none.</summary>
    public bool IsModule => Length > 0;

    /// <summary>The node that gives the group's result.</summary>
    public int Result => End - 1;

    /// <summary>The modules of a model or block, those below them left out.</summary>
    public static IEnumerable<ModuleGroup> Of(GraphSpec graph)
    {
        for (var next = 0; next < graph.Nodes.Count;)
        {
            var group = At(graph, next, graph.Nodes.Count, offset: 0);
            next = group.End;
            if (group.IsModule)
                yield return group;
        }
    }

    /// <summary>The group that begins at a node.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="start">The node.</param>
    /// <param name="end">The node after the last that may belong to it.</param>
    /// <param name="offset">How many characters of the paths name the owner.</param>
    public static ModuleGroup At(GraphSpec graph, int start, int end, int offset)
    {
        var path = graph.Nodes[start].Path;
        var dot = path.IndexOf('.', offset);
        if (dot < 0)
            return new ModuleGroup(path, offset, path.Length - offset, start, start + 1, IsContainer: false);

        var length = dot + 1;
        var next = start + 1;
        while (next < end && string.CompareOrdinal(graph.Nodes[next].Path, 0, path, 0, length) == 0)
            next++;
        return new ModuleGroup(path, offset, dot - offset, start, next, IsContainer: true);
    }

    /// <summary>Whether the name is <paramref name="name"/>.</summary>
    public bool IsNamed(string name) => name.Length == Length && string.CompareOrdinal(Path, Offset, name, 0, Length) == 0;
}
