using System.IO;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Weights.Formats;

/// <summary>A tensor's elements as bytes, in their order, whatever its strides and device.</summary>
internal static class TensorBytes
{
    private const int Block = 1 << 22;

    public static void Write(Tensor tensor, Stream stream)
    {
        using DisposeScope scope = NewDisposeScope();
        using System.IDisposable noGradients = no_grad();
        Tensor host = tensor.detach().cpu().contiguous();
        if (host.NumberOfElements > 0)
            host.WriteBytesToStream(stream, Block);
    }
}
