using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Files;
using NetVariants.Weights.Formats;

namespace NetVariants.Weights;

/// <summary>Writes weight files from bytes.</summary>
public static class WeightWriter
{
    private static readonly Dictionary<string, string> s_noMetadata = [];

    /// <summary>
    /// Writes named tensors atomically: a <c>.safetensors</c> file, or a <c>.pth</c> or <c>.pt</c> file that <c>torch.load</c> reads as a
    /// state dict.
    /// </summary>
    /// <param name="path">The file; its extension decides on the format.</param>
    /// <param name="tensors">The tensors in the order in which the file is to list them.</param>
    /// <param name="metadata">Texts to write besides the tensors; only safetensors has room for them.</param>
    /// <exception cref="ArgumentException">
    /// The extension is another, two names are equal, the bytes of a tensor are more or fewer than its elements, or metadata is to go into
    /// a PyTorch file.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written; an older one of the name is untouched.</exception>
    public static void Write(string path, IReadOnlyList<WeightData> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        if (tensors.FirstOrDefault(tensor => tensor.Bytes.Length != tensor.Entry.Bytes) is { } wrong)
            throw new ArgumentException($"'{wrong.Entry}' takes {wrong.Entry.Bytes} bytes, not {wrong.Bytes.Length}.", nameof(tensors));
        Write(path, [.. tensors.Select(tensor => new TensorContent(tensor.Entry, stream => stream.Write(tensor.Bytes.Span)))], metadata);
    }

    internal static void Write(string path, IReadOnlyList<TensorContent> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Entry.Name))
                throw new ArgumentException($"Two tensors are called '{tensor.Entry.Name}'.", nameof(tensors));
        }

        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".safetensors":
                AtomicFile.Write(path, stream => Safetensors.Write(stream, tensors, metadata ?? s_noMetadata));
                break;
            case ".pth" or ".pt":
                if (metadata is { Count: > 0 })
                    throw new ArgumentException(
                        "A PyTorch state dict has no room for texts: save it as .safetensors, or without metadata.", nameof(metadata));
                AtomicFile.Write(path, stream => TorchArchive.Write(stream, tensors));
                break;
            default:
                throw new ArgumentException($"'{path}' has to end with .safetensors, .pth or .pt, which says the format.", nameof(path));
        }
    }
}
