using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NetVariants.Weights.Formats;

/// <summary>Writes safetensors files.</summary>
internal static class Safetensors
{
    private const int Alignment = 8;

    /// <summary>
    /// Writes the tensors. The header lists them in the order given; their elements are laid down by falling element size, so that every
    /// tensor is aligned without gaps, which the format forbids.
    /// </summary>
    public static void Write(Stream stream, IReadOnlyList<TensorContent> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        TensorContent[] laid = [.. tensors.OrderByDescending(tensor => tensor.Entry.Type.Bytes)];
        var ranges = new Dictionary<string, (long Begin, long End)>(StringComparer.Ordinal);
        long next = 0;
        foreach (var tensor in laid)
        {
            var end = checked(next + tensor.Entry.Bytes);
            if (!ranges.TryAdd(tensor.Entry.Name, (next, end)))
                throw new ArgumentException($"Two tensors are called '{tensor.Entry.Name}'.", nameof(tensors));
            next = end;
        }

        WriteHeader(stream, [.. tensors.Select(tensor => tensor.Entry)], ranges, metadata);
        foreach (var tensor in laid)
            tensor.Write(stream);
    }

    private static void WriteHeader(
        Stream stream,
        WeightEntry[] entries,
        Dictionary<string, (long Begin, long End)> ranges,
        IReadOnlyDictionary<string, string> metadata)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach (var (name, text) in metadata)
                    json.WriteString(name, text);
                json.WriteEndObject();
            }

            foreach (var entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", NameOf(entry));
                WriteNumbers(json, "shape", entry.Shape);
                WriteNumbers(json, "data_offsets", [ranges[entry.Name].Begin, ranges[entry.Name].End]);
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

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static string NameOf(WeightEntry entry) => entry.Type.Safetensors
        ?? throw new ArgumentException(
            $"'{entry.Name}' has elements of type {entry.Type}, which safetensors does not have: save it as .pth.", nameof(entry));
}
