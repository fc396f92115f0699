using System;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Passes;

/// <summary>
/// Marks the nodes whose result may take the memory of an input. A node overwrites an input when its operation has a form in place and, of
/// that memory, no other node or output reads the value later, no backward pass needs it, and it is not the caller's, a parameter's, a
/// feature tap's or an optional node's.
/// </summary>
internal static class InPlace
{
    /// <summary>The network with all its nodes marked.</summary>
    public static NetSpec Mark(NetSpec net)
    {
        var summaries = new Summary[net.Blocks.Count];
        var blocks = new BlockDef[net.Blocks.Count];
        for (var i = 0; i < blocks.Length; i++)
        {
            var analysis = new Analysis(net.Blocks[i].Body, summaries, default);
            blocks[i] = net.Blocks[i] with { Body = analysis.Mark() };
            summaries[i] = analysis.Summarise();
        }

        var body = new Analysis(net.Body, summaries, net.Taps).Mark();
        return net with { Blocks = EquatableArray<BlockDef>.Owning(blocks), Body = body };
    }

    [Flags]
    private enum Traits : byte
    {
        /// <summary>None of them.</summary>
        None = 0,

        /// <summary>A backward pass needs the value.</summary>
        IsSaved = 1,

        /// <summary>The memory is the caller's.</summary>
        IsInput = 2,

        /// <summary>The memory is a parameter's or a feature tap's.</summary>
        IsForeign = 4,
    }

    /// <summary>What a block does with memory that its caller sees.</summary>
    /// <param name="SavesInput">For each input, whether a backward pass needs it.</param>
    /// <param name="Returns">For each input, whether the result may lie in its memory.</param>
    /// <param name="Result">What is known of the result's memory: whether a backward pass needs it, whether it is a parameter's.</param>
    private sealed record Summary(bool[] SavesInput, bool[] Returns, Traits Result);

    /// <summary>
    /// One graph's memory. Values that may share memory form a class, named by one of its members: places 0 to InputCount − 1 are the
    /// inputs, after them the nodes.
    /// </summary>
    private readonly struct Analysis
    {
        private readonly GraphSpec _graph;
        private readonly EquatableArray<NodeSpec> _nodes;
        private readonly int _inputCount;
        private readonly int _tail;                 // the first node of the conditional tail
        private readonly Summary[] _blocks;
        private readonly int[] _parents;
        private readonly int[] _lastReads;          // by class: the last node that reads one of its values
        private readonly Traits[] _traits;          // by class

        public Analysis(GraphSpec graph, Summary[] blocks, EquatableArray<int> taps)
        {
            _graph = graph;
            _nodes = graph.Nodes;
            _inputCount = graph.InputCount;
            _blocks = blocks;
            _tail = ConditionalTail.Start(graph);
            var places = _inputCount + _nodes.Count;
            _parents = new int[places];
            for (var i = 0; i < places; i++)
                _parents[i] = i;
            _lastReads = new int[places];
            _traits = new Traits[places];

            for (var i = 0; i < _inputCount; i++)
                _traits[i] = Traits.IsInput;
            foreach (var tap in taps)
                _traits[Place(tap)] |= Traits.IsForeign;
            for (var i = 0; i < _nodes.Count; i++)
            {
                var node = _nodes[i];
                if (node.Op.IsParameter)
                    _traits[Place(i)] |= Traits.IsForeign;
                foreach (var input in node.Inputs)
                    _lastReads[Place(input)] = i;
            }
        }

        /// <summary>Goes through the nodes in order. One pass suffices: a node's aliases are known once its inputs are.</summary>
        public GraphSpec Mark()
        {
            var nodes = new NodeSpec[_nodes.Count];
            for (var i = 0; i < nodes.Length; i++)
            {
                var node = _nodes[i];
                var overwritten = Overwritten(node, i);
                nodes[i] = overwritten == node.Overwrites ? node : node with { Overwrites = overwritten };
                if (overwritten >= 0)
                    Unite(node.Inputs[overwritten], i);
                else
                    Share(node, i);
                Save(node, i);
            }

            if (_tail < nodes.Length)
                Unite(ConditionalTail.ResultWithout(_graph, _tail), nodes.Length - 1);
            return _graph with { Nodes = EquatableArray<NodeSpec>.Owning(nodes) };
        }

        /// <summary>The input that a node may overwrite, or −1.</summary>
        private int Overwritten(NodeSpec node, int index)
        {
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                if (!node.Op.CanOverwrite(i) || (i > 0 && IsOptional(index)))
                    continue;
                var memory = Class(node.Inputs[i]);
                if (_traits[memory] == Traits.None && _lastReads[memory] == index && !IsOutput(memory, exceptNode: index)
                    && !IsOptional(node.Inputs[i]) && !ReadsTwice(node, i, memory))
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Whether a node reads the memory by another of its inputs too.</summary>
        private bool ReadsTwice(NodeSpec node, int except, int memory)
        {
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                if (i != except && Class(node.Inputs[i]) == memory)
                    return true;
            }

            return false;
        }

        private bool IsOutput(int memory, int exceptNode)
        {
            for (var i = 0; i < _graph.OutputCount; i++)
            {
                if (_graph.OutputNode(i) != exceptNode && Class(_graph.OutputNode(i)) == memory)
                    return true;
            }

            return false;
        }

        /// <summary>Unites a node's result with the inputs in whose memory it may lie.</summary>
        private void Share(NodeSpec node, int index)
        {
            if (node.Inputs.Count == 0)
                return;
            switch (node.Op)
            {
                case Call call:
                    for (var i = 0; i < node.Inputs.Count; i++)
                    {
                        if (_blocks[call.Block].Returns[i])
                            Unite(node.Inputs[i], index);
                    }

                    break;
                case Repeat repeat when repeat.Count.IsParameter || repeat.Count.Is(0) || _blocks[repeat.Body.Block].Returns[0]:
                    Unite(node.Inputs[0], index);
                    break;
                case { Aliasing: not Aliasing.Never }:
                    Unite(node.Inputs[0], index);
                    break;
            }

            if (IsOptional(index))
                Unite(node.Inputs[0], index);
        }

        private void Save(NodeSpec node, int index)
        {
            var summary = _blocks.Length == 0
                ? null
                : node.Op switch { Call call => _blocks[call.Block], Repeat repeat => _blocks[repeat.Body.Block], _ => null };
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                if (summary is null ? node.Op.SavesInput(i) : summary.SavesInput[i])
                    _traits[Class(node.Inputs[i])] |= Traits.IsSaved;
            }

            // What a block returns may be a parameter of its own; whether it is an input, the call shares.
            var result = summary is not null ? summary.Result : node.Op.SavesResult ? Traits.IsSaved : Traits.None;
            if (result != Traits.None)
                _traits[Class(index)] |= result;
        }

        /// <summary>What a block's caller has to know, once all nodes are marked.</summary>
        public Summary Summarise()
        {
            var result = Class(_graph.OutputNode(0));
            var saves = new bool[_inputCount];
            var returns = new bool[_inputCount];
            for (var i = 0; i < saves.Length; i++)
            {
                saves[i] = (_traits[Class(-1 - i)] & Traits.IsSaved) != Traits.None;
                returns[i] = Class(-1 - i) == result;
            }

            return new Summary(saves, returns, _traits[result] & ~Traits.IsInput);
        }

        /// <summary>Whether <c>forward</c> computes a node under a condition, and uses what it takes where that does not hold.</summary>
        private bool IsOptional(int node) => node < _tail && _nodes[node].Condition >= 0;

        private int Place(int node) => node < 0 ? -1 - node : node + _inputCount;

        private int Class(int node)
        {
            var place = Place(node);
            while (_parents[place] != place)
                place = _parents[place] = _parents[_parents[place]];
            return place;
        }

        private void Unite(int one, int other)
        {
            int first = Class(one), second = Class(other);
            if (first == second)
                return;
            _parents[second] = first;
            _traits[first] |= _traits[second];
            _lastReads[first] = Math.Max(_lastReads[first], _lastReads[second]);
        }
    }
}
