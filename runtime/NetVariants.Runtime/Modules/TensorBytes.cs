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
    private const int Block = 1 << 22;

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
        var host = tensor.detach().cpu().contiguous();
        if (host.NumberOfElements > 0)
            host.WriteBytesToStream(stream, Block);
    }
}
