using System;
using System.Collections.Generic;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>
/// The blocks that several variants of a zoo share: the zoo declares each once. Blocks are equal when their texts are, and so are the
/// blocks that they call. Of different blocks with one name, the first that several variants share moves to the zoo.
/// </summary>
internal sealed class SharedBlocks
{
    private readonly Dictionary<string, Block> _blocks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);       // of the zoo's members
    private readonly List<Block[]?> _variants = [];
    private readonly List<Block> _shared = [];

    /// <summary>Finds the common blocks.</summary>
    /// <param name="zoo">Where the zoo's members are written.</param>
    /// <param name="name">The zoo's name.</param>
    /// <param name="variants">The zoo's variants.</param>
    /// <param name="declared">The names that the user's part of the zoo has.</param>
    public static SharedBlocks Create(SourceWriter zoo, string name, EquatableArray<EmittedVariant> variants, HashSet<string> declared)
    {
        var shared = new SharedBlocks();
        var scratch = zoo.Scratch();
        shared._names.UnionWith(declared);
        shared._names.UnionWith([name, MemberNames.All, MemberNames.Create]);
        foreach (var variant in variants)
        {
            shared._names.Add(variant.Variant.Identifier);
            var net = variant is EmittedVariant.Valid ? variant.Variant.Net : null;
            shared._variants.Add(net is { Spec.Blocks.Count: > 0 } ? shared.Read(scratch, net.Spec) : null);
        }

        shared.Share();
        return shared;
    }

    /// <summary>For each block of a variant, whether the zoo has it; null for a variant without blocks.</summary>
    public bool[]? OfVariant(int index) => _variants[index] is { } blocks ? Array.ConvertAll(blocks, block => block.IsShared) : null;

    /// <summary>Writes the shared blocks as members of the zoo.</summary>
    public void Write(SourceWriter zoo)
    {
        foreach (var block in _shared)
            BlockEmitter.Write(zoo.Line(), block.Definition, block.Net);
    }

    private Block[] Read(SourceWriter scratch, NetSpec net)
    {
        var blocks = new Block[net.Blocks.Count];
        for (var i = 0; i < blocks.Length; i++)
        {
            BlockEmitter.Write(scratch, net.Blocks[i], net);
            var text = scratch.Take();
            var calls = new List<Block>();
            var key = text;
            foreach (var node in net.Blocks[i].Body.Nodes)
            {
                if (Called(node.Op) is >= 0 and var called)
                {
                    calls.Add(blocks[called]);
                    key += "\n" + Format.Integer(blocks[called].Number);
                }
            }

            if (!_blocks.TryGetValue(key, out var block))
                _blocks.Add(key, block = new Block(net, i, calls, _blocks.Count));
            block.Users++;
            blocks[i] = block;
        }

        return blocks;
    }

    private static int Called(Op op) => op switch { Call call => call.Block, Repeat repeat => repeat.Body.Block, _ => -1 };

    /// <summary>Blocks call only blocks before them, so what they call is decided first.</summary>
    private void Share()
    {
        foreach (var blocks in _variants)
        {
            foreach (var block in blocks ?? [])
            {
                if (block.IsShared || block.Users < 2 || !block.Calls.TrueForAll(called => called.IsShared) || !_names.Add(block.Name))
                    continue;
                block.IsShared = true;
                _shared.Add(block);
            }
        }
    }

    /// <summary>A block as the zoo would declare it.</summary>
    private sealed class Block(NetSpec net, int index, List<Block> calls, int number)
    {
        public NetSpec Net => net;

        public BlockDef Definition => net.Blocks[index];

        public string Name => Definition.Name;

        public List<Block> Calls => calls;

        public int Number => number;

        /// <summary>The variants that have it.</summary>
        public int Users { get; set; }

        public bool IsShared { get; set; }
    }
}
