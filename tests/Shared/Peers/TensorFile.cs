using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using static TorchSharp.torch;

namespace NetVariants.Tests.Peers;

/// <summary>
/// Tensors in one file, in the safetensors layout, which tests/peers/tensor_file.py describes. Both sides of a comparison read their
/// numbers from such files, so that no rounding of texts comes between them.
/// </summary>
internal static class TensorFile
{
    private static readonly Dictionary<ScalarType, string> s_names = new()
    {
        [ScalarType.Float64] = "F64",
        [ScalarType.Float32] = "F32",
        [ScalarType.BFloat16] = "BF16",
        [ScalarType.Float16] = "F16",
        [ScalarType.Int64] = "I64",
        [ScalarType.Int32] = "I32",
        [ScalarType.Byte] = "U8",
        [ScalarType.Bool] = "BOOL",
    };

    private static readonly Dictionary<string, ScalarType> s_types = s_names.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
            WriteHeader(json, tensors);
        using var file = File.Create(path);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        file.Write(length);
        header.WriteTo(file);
        foreach (var tensor in tensors.Values)
        {
            using var detached = tensor.detach();
            using var contiguous = detached.contiguous();
            file.Write(contiguous.bytes);
        }
    }

    /// <summary>The file's tensors by name; they belong to the current dispose scope.</summary>
    public static Dictionary<string, Tensor> Read(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        file.ReadExactly(length);
        var header = new byte[BinaryPrimitives.ReadUInt64LittleEndian(length)];
        file.ReadExactly(header);
        using var json = JsonDocument.Parse(header);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        // Entries are written in the order of their bytes.
        foreach (var entry in json.RootElement.EnumerateObject())
        {
            var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
            var tensor = empty(shape, dtype: s_types[entry.Value.GetProperty("dtype").GetString()!]);
            file.ReadExactly(tensor.bytes);
            tensors.Add(entry.Name, tensor);
        }

        return tensors;
    }

    private static void WriteHeader(Utf8JsonWriter json, IReadOnlyDictionary<string, Tensor> tensors)
    {
        long offset = 0;
        json.WriteStartObject();
        foreach (var (name, tensor) in tensors)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", s_names[tensor.dtype]);
            json.WriteStartArray("shape");
            foreach (var size in tensor.shape)
                json.WriteNumberValue(size);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += tensor.NumberOfElements * tensor.ElementSize);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
