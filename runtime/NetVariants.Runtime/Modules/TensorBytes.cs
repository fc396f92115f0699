using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Weights;
using NetVariants.Weights.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Modules;

/// <summary>A tensor's elements as bytes, in their order, whatever its strides and device.</summary>
internal static class TensorBytes
{
    // What one span takes of a tensor.
    private const int PartBytes = 1 << 28;

    /// <summary>Tensors as weight files take them.</summary>
    public static IReadOnlyList<TensorContent> Contents(IReadOnlyList<(string Name, Tensor Tensor)> tensors) =>
    [
        .. tensors.Select(pair => new TensorContent(EntryOf(pair), stream => Write(pair.Tensor, stream))),
    ];

    /// <summary>What a weight file says of a tensor.</summary>
    public static WeightEntry EntryOf((string Name, Tensor Tensor) pair) =>
        new(pair.Name, ScalarTypes.ToElementType(pair.Tensor.dtype), pair.Tensor.shape);

    public static void Write(Tensor tensor, Stream stream)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var flat = tensor.detach().cpu().contiguous().view(-1);
        var elements = PartBytes / flat.ElementSize;
        for (long done = 0; done < flat.NumberOfElements; done += elements)
        {
            using var part = flat.narrow(0, done, Math.Min(elements, flat.NumberOfElements - done));
            stream.Write(part.bytes);
        }
    }
}
