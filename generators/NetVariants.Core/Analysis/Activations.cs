using System;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Analysis;

/// <summary>
/// The memory that training takes for one image beside the weights: what the forward pass keeps for the backward pass, in 32-bit floats. Convolutions,
/// linear layers, normalisations and pools keep what they get, ReLU what it gives, max-pooling the places of its maxima (64-bit), dropout its mask, and a
/// normalisation the mean and deviation of each channel. A map that several layers keep counts once; ReLU and residual additions work in place, so their
/// result is their input's memory. The image needs no gradient: what pools it before the first layer with weights keeps nothing. These are PyTorch's rules
/// (tools/autograd/derivatives.yaml of 1.13); of 2 as well, except that it keeps nothing for a mean over a whole map.
/// </summary>
internal static class Activations
{
    private const int FloatBytes = 4;
    private const int IndexBytes = 8;

    /// <summary>The bytes kept for one image.</summary>
    /// <exception cref="OverflowException">They exceed 64 bits.</exception>
    public static long Bytes(GraphSpec graph, EquatableArray<TensorShape> shapes, TensorShape input)
    {
        var nodes = graph.Nodes;
        // The node whose memory a node's result lies in, one further on for the image's place 0.
        var memory = new int[nodes.Count + 1];
        var isKept = new bool[nodes.Count];                     // the last result is the caller's
        var needsGradient = new bool[nodes.Count + 1];
        long bytes = 0;
        checked
        {
            for (var i = 0; i < nodes.Count; i++)
            {
                var node = nodes[i];
                var source = memory[node.Inputs[0] + 1];
                needsGradient[i + 1] = node.Op is Op.Conv2d or Op.Linear or Op.BatchNorm2d || needsGradient[node.Inputs[0] + 1];
                memory[i + 1] = node.Op is Op.ReLU or Op.Add or Op.Flatten or Op.Dropout { P: 0 } ? source : i + 1;
                if (!needsGradient[i + 1])
                    continue;
                switch (node.Op)
                {
                    case Op.Conv2d or Op.Linear or Op.AvgPool2d or Op.AdaptiveAvgPool2d:
                        Keep(source);
                        break;
                    case Op.BatchNorm2d norm:
                        Keep(source);
                        bytes += 2 * FloatBytes * norm.Features.Value;
                        break;
                    case Op.MaxPool2d:
                        Keep(source);
                        bytes += IndexBytes * shapes[i].Size;
                        break;
                    case Op.ReLU:
                        Keep(source);
                        break;
                    case Op.Dropout { P: 1 }:
                        bytes += FloatBytes;            // one zero, which all is multiplied by
                        break;
                    case Op.Dropout { P: > 0 }:
                        bytes += FloatBytes * shapes[i].Size;
                        break;
                }
            }
        }

        return bytes;

        void Keep(int place)
        {
            if (isKept[place])
                return;
            isKept[place] = true;
            checked
            {
                bytes += FloatBytes * (place == 0 ? input.Size : shapes[place - 1].Size);
            }
        }
    }
}
