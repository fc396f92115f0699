using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NetVariants.Files;

namespace NetVariants.Weights.Formats;

/// <summary>Names files that are not weight files, and what helps.</summary>
internal static class UnsupportedFile
{
    /// <summary>The bytes that <see cref="Describe"/> looks at.</summary>
    public const int StartBytes = 512;

    private const int TarMagic = 257;

    private static readonly (byte[] Magic, string Kind)[] s_magics =
    [
        ([.. "7z"u8, 0xbc, 0xaf], "it is a 7z archive: unpack it first"),
        ([.. "Rar!"u8], "it is a RAR archive: unpack it first"),
        ([.. "PK\u0005\u0006"u8], "it is an empty zip archive"),
        ([0x93, .. "NUMPY"u8], "it is a NumPy array (.npy): save it in Python as a state dict, torch.save, or with safetensors"),
        ([0x89, .. "HDF"u8], "it is an HDF5 file, as Keras writes: convert it in Python to safetensors"),
        ([.. "GGUF"u8], "it is a GGUF file of llama.cpp: take the model's safetensors"),
        ([0x89, .. "PNG"u8], "it is a PNG image"),
        ([0xff, 0xd8, 0xff], "it is a JPEG image"),
        ([.. "%PDF"u8], "it is a PDF document"),
        ([0x7f, .. "ELF"u8], "it is a program"),
        ([.. "MZ"u8], "it is a program"),
    ];

    /// <summary>What a file is that begins with <paramref name="start"/>, and what helps; null where that is not known.</summary>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        if (DownloadedFile.Describe(start) is { } downloaded)
            return downloaded;
        foreach (var (magic, kind) in s_magics)
        {
            if (start.StartsWith(magic))
                return kind;
        }

        if (start.Length > TarMagic + 5 && start[TarMagic..].StartsWith("ustar"u8))
            return OfTar(start);
        if (start.Length > 8 && start[4..].StartsWith("TFL3"u8))
            return "it is a TensorFlow Lite file: convert it in Python to safetensors";
        // ONNX begins with its version and its producer's name, as protobuf.
        if (start is [8, > 0 and < 32, 0x12, var length, .. var producer]
            && producer[..Math.Min(length, producer.Length)].IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0)
            return "it is an ONNX file: load the weights that it was exported from";
        return OfText(start);
    }

    /// <summary>What a zip archive is that has no pickle of PyTorch's.</summary>
    public static string OfArchive(IReadOnlyList<string> members)
    {
        var inner = members.FirstOrDefault(name => Path.GetExtension(name).ToLowerInvariant() is ".pth" or ".pt" or ".safetensors");
        return members.Count == 0 ? "it is an empty zip archive"
            : members.All(name => name.EndsWith(".npy", StringComparison.Ordinal))
                ? "it is an archive of NumPy arrays (.npz): save it in Python as a state dict, torch.save, or with safetensors"
            : inner is not null ? $"it is a zip archive that contains '{inner}': unzip it, and load that"
            : members.Any(
                name => name.EndsWith(".h5", StringComparison.Ordinal)) ? "it is a Keras file: convert it in Python to safetensors"
            : $"it is a zip archive without PyTorch's data.pkl; its first member is '{members[0]}'";
    }

    private static string OfTar(ReadOnlySpan<byte> start)
    {
        var end = start[..100].IndexOf((byte)0);
        var name = Encoding.UTF8.GetString(start[..(end < 0 ? 100 : end)]);
        return name.TrimStart('.', '/') is "sys_info" or "pickle" or "storages" or "tensors"
            ? "it is in PyTorch's tar format from before PyTorch 0.1.10: load and save it again in Python, torch.save(torch.load(path, "
                + "weights_only=False), path)"
            : $"it is a tar archive, whose first member is '{name}': unpack it first";
    }

    private static string? OfText(ReadOnlySpan<byte> start)
    {
        var text = start.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? start[3..] : start;
        foreach (var value in text)
        {
            if (value is < (byte)' ' and not ((byte)'\t' or (byte)'\n' or (byte)'\r') or 0x7f)
                return null;
        }

        var line = DownloadedFile.Quote(text);
        return line.Length == 0 ? "it contains only whitespace"
            : line[0] is '{' or '[' ? $"it is JSON, '{line}': load the weight file itself"
            : $"it is a text file, '{line}': download the file itself";
    }
}
