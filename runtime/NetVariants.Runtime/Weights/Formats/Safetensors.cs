using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using static TorchSharp.torch;

namespace NetVariants.Weights.Formats;

/// <summary>Writes safetensors files.</summary>
internal static class Safetensors
{
    private const int Alignment = 8;

    /// <summary>
    /// Writes the tensors. The header lists them in the order given; their elements are laid down by falling element size, so that every tensor is
    /// aligned without gaps, which the format forbids.
    /// </summary>
    public static void Write(Stream stream, IReadOnlyList<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        (string Name, Tensor Tensor)[] laid = [.. tensors.OrderByDescending(pair => ScalarTypes.SizeOf(pair.Tensor.dtype))];
        Dictionary<string, (long Begin, long End)> ranges = new(StringComparer.Ordinal);
        long next = 0;
        foreach ((string name, Tensor tensor) in laid)
        {
            long end = checked(next + (tensor.NumberOfElements * ScalarTypes.SizeOf(tensor.dtype)));
            if (!ranges.TryAdd(name, (next, end)))
                throw new ArgumentException($"Two tensors are called '{name}'.", nameof(tensors));
            next = end;
        }

        WriteHeader(stream, tensors, ranges, metadata);
        foreach ((_, Tensor tensor) in laid)
            TensorBytes.Write(tensor, stream);
    }

    private static void WriteHeader(
        Stream stream, IReadOnlyList<(string Name, Tensor Tensor)> tensors, Dictionary<string, (long Begin, long End)> ranges, IReadOnlyDictionary<string, string> metadata)
    {
        using MemoryStream header = new();
        using (Utf8JsonWriter json = new(header))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach ((string name, string text) in metadata)
                    json.WriteString(name, text);
                json.WriteEndObject();
            }

            foreach ((string name, Tensor tensor) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", NameOf(name, tensor.dtype));
                WriteNumbers(json, "shape", tensor.shape);
                WriteNumbers(json, "data_offsets", [ranges[name].Begin, ranges[name].End]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (header.Length % Alignment != 0)
            header.WriteByte((byte)' ');
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        header.WriteTo(stream);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static string NameOf(string name, ScalarType type) => ScalarTypes.Of(type).Safetensors
        ?? throw new ArgumentException($"'{name}' has elements of type {ScalarTypes.NameOf(type)}, which safetensors does not have: save it as .pth.", nameof(type));
}
