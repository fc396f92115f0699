using System.Collections.Generic;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>
/// The steps of a <c>forward</c> method: which handle each one reads and writes, and which it reads for the last time. A handle is named by
/// the node that creates it; a graph's inputs, −1 − i, are the caller's and never disposed of, and so are parameters.
/// </summary>
internal sealed class ForwardPlan
{
    private readonly GraphSpec _graph;
    private readonly int[] _handles;            // the handle of each node's result
    private readonly int[] _lastUses;           // the step that reads a handle last
    private readonly List<ForwardStep> _steps = new();

    /// <summary>Plans a graph's computation.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="modules">Its modules.</param>
    public ForwardPlan(GraphSpec graph, List<ModuleNode> modules)
    {
        _graph = graph;
        _handles = new int[graph.Nodes.Count];
        _lastUses = new int[graph.Nodes.Count];
        var callees = ModuleTree.Callees(modules);
        var callee = 0;
        for (var next = 0; next < graph.Nodes.Count;)
        {
            var isCall = callee < callees.Count && callees[callee].Start == next;
            Add(isCall ? callees[callee] : null, next);
            next = isCall ? callees[callee++].End : next + 1;
        }

        Outputs = new int[graph.OutputCount];
        for (var i = 0; i < Outputs.Length; i++)
        {
            Outputs[i] = HandleOf(graph.OutputNode(i));
            Read(Outputs[i], _steps.Count);
        }

        foreach (var step in _steps)
        {
            if (!step.IsInPlace && !IsBorrowed(step.Output) && _lastUses[step.Output] < _steps.Count)
                _steps[_lastUses[step.Output]].AddLastUse(step.Output);
        }
    }

    /// <summary>The steps in order.</summary>
    public IReadOnlyList<ForwardStep> Steps => _steps;

    /// <summary>The handles of the results.</summary>
    public int[] Outputs { get; }

    /// <summary>The handles that live up to the end and are not results: they only stand in for one.</summary>
    public IEnumerable<int> Leftovers
    {
        get
        {
            foreach (var step in _steps)
            {
                var isOwn = !step.IsInPlace && !IsBorrowed(step.Output);
                if (isOwn && _lastUses[step.Output] == _steps.Count && System.Array.IndexOf(Outputs, step.Output) < 0)
                    yield return step.Output;
            }
        }
    }

    /// <summary>Whether a handle is not the method's own: an input or a parameter.</summary>
    public bool IsBorrowed(int handle) => handle < 0 || _graph.Nodes[handle].Op.IsParameter;

    /// <summary>Whether a handle may be null, since its node exists only under a condition.</summary>
    public bool IsOptional(int handle) => handle >= 0 && Condition(handle) >= 0;

    /// <summary>The handle that stands in for an optional one where that is null: what its node takes.</summary>
    public int Fallback(int handle)
    {
        var condition = Condition(handle);
        var source = handle;
        do
            source = SourceOf(source);
        while (IsOptional(source) && Condition(source) == condition);
        return source;
    }

    /// <summary>The handle of a node's result, or of an input.</summary>
    public int HandleOf(int node) => node < 0 ? node : _handles[node];

    private int Condition(int handle) => _graph.Nodes[handle].IsNumbered ? -1 : _graph.Nodes[handle].Condition;

    /// <summary>The handle that the step which makes a handle takes first.</summary>
    private int SourceOf(int handle)
    {
        var step = _steps.Count - 1;
        while (_steps[step].Output != handle || _steps[step].IsInPlace)
            step--;
        return _steps[step].Inputs[0];
    }

    private void Add(ModuleNode? module, int start)
    {
        var node = _graph.Nodes[start];
        var result = module?.Result ?? start;
        var inputs = new int[node.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = HandleOf(node.Inputs[i]);
            Read(inputs[i], _steps.Count);
        }

        // A module gives a handle of its own, also where it works in place.
        var isInPlace = module is null && node.Overwrites >= 0;
        _handles[result] = isInPlace ? inputs[node.Overwrites] : result;
        if (!isInPlace)
            _lastUses[result] = _steps.Count;
        _steps.Add(new ForwardStep(module, start, inputs, _handles[result], isInPlace));
    }

    /// <summary>A handle lives until its last use, and so does one that may stand in for it.</summary>
    private void Read(int handle, int step)
    {
        if (handle < 0)
            return;
        _lastUses[handle] = step;
        if (IsOptional(handle))
            Read(Fallback(handle), step);
    }
}

/// <summary>A statement of a <c>forward</c> method.</summary>
/// <param name="Module">The module that it calls; null for a function.</param>
/// <param name="Node">The node that it computes, the first one of a <c>Sequential</c>.</param>
/// <param name="Inputs">The handles of its inputs.</param>
/// <param name="Output">The handle of its result.</param>
/// <param name="IsInPlace">Whether that is an input's.</param>
internal sealed record ForwardStep(ModuleNode? Module, int Node, int[] Inputs, int Output, bool IsInPlace)
{
    private static readonly List<int> s_none = new();

    private List<int>? _lastUses;

    /// <summary>The handles that no later step reads.</summary>
    public IReadOnlyList<int> LastUses => _lastUses ?? s_none;

    /// <summary>Notes that no later step reads a handle.</summary>
    public void AddLastUse(int handle) => (_lastUses ??= new List<int>(1)).Add(handle);
}
