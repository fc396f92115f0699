using System;
using System.Collections.Generic;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Emission;

/// <summary>
/// The steps of a <c>forward</c> method: which handle each one reads and writes, and which it reads for the last time. A handle is named by
/// the node that creates it; the caller's input is <see cref="GraphSpec.Input"/> and never disposed of.
/// </summary>
internal sealed class ForwardPlan
{
    private readonly GraphSpec _graph;
    private readonly int[] _handles;            // the handle of each node's result
    private readonly int[] _lastUses;           // the step that reads a handle last
    private readonly List<ForwardStep> _steps = new();

    /// <summary>Plans a graph's computation.</summary>
    /// <exception cref="ArgumentException">The graph works in place on its caller's tensor.</exception>
    public ForwardPlan(GraphSpec graph)
    {
        _graph = graph;
        _handles = new int[graph.Nodes.Count];
        _lastUses = new int[graph.Nodes.Count];
        for (var next = 0; next < graph.Nodes.Count;)
        {
            var group = ModuleGroup.At(graph, next, graph.Nodes.Count, offset: 0);
            Add(group);
            next = group.End;
        }

        Output = _handles[graph.Nodes.Count - 1];
        Read(Output, _steps.Count);
        foreach (var step in _steps)
        {
            if (!step.IsInPlace && _lastUses[step.Output] < _steps.Count)
                _steps[_lastUses[step.Output]].LastUses.Add(step.Output);
        }
    }

    /// <summary>The steps in order.</summary>
    public IReadOnlyList<ForwardStep> Steps => _steps;

    /// <summary>The handle of the result.</summary>
    public int Output { get; }

    /// <summary>Whether a handle may be null, since its module exists only under a condition.</summary>
    public bool IsOptional(int handle) => handle != GraphSpec.Input && _graph.Nodes[handle].When >= 0;

    /// <summary>The handle that stands in for an optional one where that is null: its module's input.</summary>
    public int Fallback(int handle)
    {
        var source = handle;
        while (IsOptional(source))
            source = _graph.Nodes[source].Inputs[0];
        return HandleOf(source);
    }

    private void Add(ModuleGroup group)
    {
        var node = _graph.Nodes[group.Start];
        var first = HandleOf(node.Inputs[0]);
        var second = node.Inputs.Count > 1 ? HandleOf(node.Inputs[1]) : first;
        Read(first, _steps.Count);
        Read(second, _steps.Count);

        var isInPlace = !group.IsModule && node.Op is Op.ReLU or Op.Add;
        if (isInPlace && (first == GraphSpec.Input || IsOptional(first)))
            throw new ArgumentException("A graph may not change its caller's tensor.", nameof(group));
        _handles[group.Result] = isInPlace ? first : group.Result;
        _steps.Add(new ForwardStep(group, first, second, _handles[group.Result], isInPlace));
    }

    private int HandleOf(int node) => node == GraphSpec.Input ? GraphSpec.Input : _handles[node];

    /// <summary>A handle lives until its last use, and so does one that may stand in for it.</summary>
    private void Read(int handle, int step)
    {
        if (handle != GraphSpec.Input)
            _lastUses[handle] = step;
        if (IsOptional(handle) && Fallback(handle) is var fallback and not GraphSpec.Input)
            _lastUses[fallback] = step;
    }
}

/// <summary>A statement of a <c>forward</c> method.</summary>
/// <param name="Group">The module, container or function.</param>
/// <param name="First">The handle of its first input.</param>
/// <param name="Second">The handle of its second input; the first's where there is one.</param>
/// <param name="Output">The handle of its result.</param>
/// <param name="IsInPlace">Whether that is the first input's.</param>
internal sealed record ForwardStep(ModuleGroup Group, int First, int Second, int Output, bool IsInPlace)
{
    /// <summary>The handles that no later step reads.</summary>
    public List<int> LastUses { get; } = new();
}
