using System;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>
/// The bytes that autograd saves for one image, besides the weights. Each operation says what it saves; a tensor that several save counts
/// once; an in-place result or a view is its input's memory; nothing is saved before the first layer with weights.
/// </summary>
internal static class Activations
{
    [Flags]
    private enum Traits : byte
    {
        /// <summary>None of them.</summary>
        None = 0,

        /// <summary>A gradient flows back through the result.</summary>
        NeedsGradient = 1,

        /// <summary>The memory is kept for the backward pass.</summary>
        IsKept = 2,
    }

    /// <summary>The bytes kept for one image.</summary>
    public static long Bytes(GraphSpec graph, GraphShapes shapes)
    {
        var nodes = graph.Nodes;
        // The node whose memory a node's result lies in, one further on for the image's place 0.
        var memory = new int[nodes.Count + 1];
        var traits = new Traits[nodes.Count + 1];
        long bytes = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            var (op, inputs) = (node.Op, node.Inputs);
            var needsGradient = op.HasState;
            foreach (var source in inputs)
                needsGradient |= (traits[source + 1] & Traits.NeedsGradient) != Traits.None;
            needsGradient &= op.PassesGradient;
            memory[i + 1] = node.Overwrites >= 0 ? memory[inputs[node.Overwrites] + 1]
                : op.Aliasing == Aliasing.Always ? memory[inputs[0] + 1]
                : i + 1;
            if (!needsGradient)
                continue;
            traits[i + 1] |= Traits.NeedsGradient;
            for (var j = 0; j < inputs.Count; j++)
            {
                if (op.SavesInput(j))
                    Keep(memory[inputs[j] + 1]);
            }

            if (op.SavesResult)
                Keep(memory[i + 1]);
            bytes = Saturating.Add(bytes, op.SavedBytes(new InputShapes(inputs, shapes), shapes[i]));
        }

        return bytes;

        void Keep(int place)
        {
            // A parameter is kept anyway.
            if ((traits[place] & Traits.IsKept) != Traits.None || (place > 0 && nodes[place - 1].Op.IsParameter))
                return;
            traits[place] |= Traits.IsKept;
            bytes = Saturating.Add(bytes, shapes[place - 1].Bytes);
        }
    }
}
