using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;
using static TorchSharp.torch;

namespace NetVariants.Weights.Formats;

/// <summary>
/// Reads <see href="https://github.com/huggingface/safetensors#format">safetensors</see>: eight bytes with the header's length, a JSON header, then the
/// elements of all tensors, without gaps.
/// </summary>
internal sealed class SafetensorsFile : WeightFile
{
    // The reference implementation's limit.
    private const long HeaderLimit = 100_000_000;
    private const int LengthBytes = 8;
    private const string MetadataName = "__metadata__";

    private readonly Dictionary<string, (long Begin, long End)> _ranges = new(StringComparer.Ordinal);
    private readonly long _data;

    public SafetensorsFile(string path, SafeFileHandle handle)
        : base(path, handle)
    {
        byte[] header = ReadHeader();
        _data = LengthBytes + header.Length;
        try
        {
            using JsonDocument json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 4 });
            Index([.. Tensors(json.RootElement)]);
        }
        catch (JsonException error)
        {
            throw Damaged($"its header is no JSON ({error.Message})", error);
        }

        CheckRanges();
    }

    internal override void Verify() => Scan(_data, Length - _data);

    private protected override void Fill(WeightEntry entry, Tensor target)
    {
        (long begin, long end) = _ranges[entry.Name];
        ReadElements(target, _data + begin, end - begin);
    }

    private byte[] ReadHeader()
    {
        if (Length < LengthBytes + 2)
            throw Damaged("it is too short for a weight file (safetensors, or PyTorch's since 1.6; what TorchSharp's save wrote is read by model.load)");
        Span<byte> prefix = stackalloc byte[LengthBytes];
        ReadExactly(prefix, 0);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > HeaderLimit || (long)length > Length - LengthBytes || length < 2)
        {
            throw Damaged(
                $"it is no weight file, or it is truncated: a safetensors header of {length} bytes does not fit its {Length} bytes "
                + "(safetensors and PyTorch's files since 1.6 are read here; what TorchSharp's save wrote is read by model.load)");
        }

        byte[] header = new byte[(int)length];
        ReadExactly(header, LengthBytes);
        if (header[0] != '{')
            throw Damaged("its header does not begin with '{': it is no safetensors file");
        if (!Utf8.IsValid(header))
            throw Damaged("its header is no UTF-8");
        return header;
    }

    private IEnumerable<WeightEntry> Tensors(JsonElement root)
    {
        bool hasMetadata = false;
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.Name != MetadataName)
            {
                yield return TensorOf(property);
                continue;
            }

            if (hasMetadata || property.Value.ValueKind != JsonValueKind.Object || property.Value.EnumerateObject().Any(text => text.Value.ValueKind != JsonValueKind.String))
                throw Damaged($"'{MetadataName}' is no single object of texts");
            hasMetadata = true;
            Dictionary<string, string> metadata = new(StringComparer.Ordinal);
            foreach (JsonProperty text in property.Value.EnumerateObject())
            {
                if (!metadata.TryAdd(text.Name, text.Value.GetString()!))
                    throw Damaged($"'{MetadataName}' names '{text.Name}' twice");
            }

            Metadata = metadata;
        }
    }

    private WeightEntry TensorOf(JsonProperty property)
    {
        string name = property.Name;
        if (property.Value.ValueKind != JsonValueKind.Object || property.Value.EnumerateObject().Count() != 3)
            throw Malformed();
        if (!property.Value.TryGetProperty("dtype", out JsonElement type) || type.ValueKind != JsonValueKind.String
            || !property.Value.TryGetProperty("shape", out JsonElement shape) || Numbers(shape) is not { } sizes
            || !property.Value.TryGetProperty("data_offsets", out JsonElement offsets) || Numbers(offsets) is not [var begin, var end])
        {
            throw Malformed();
        }

        ElementFormat format = ScalarTypes.All.FirstOrDefault(candidate => candidate.Safetensors == type.GetString())
            ?? throw Damaged($"the tensor '{name}' has elements of type '{type.GetString()}', which torch does not share");
        Int128 bytes = (Int128)(WeightEntry.ElementCount(sizes) ?? long.MaxValue) * format.Bytes;
        if (begin > end || end > Length - _data || end - begin != bytes)
        {
            throw Damaged(
                $"the tensor '{name}' of shape {ShapeText.Of(sizes)} and type {format.Safetensors} cannot lie at bytes {begin} to {end} of {Length - _data}: the file is truncated or its header wrong");
        }

        _ranges[name] = (begin, end);
        return new WeightEntry(name, format.Type, sizes);

        WeightFileException Malformed() => Damaged($"the header's entry '{name}' is not of the form {{\"dtype\", \"shape\", \"data_offsets\"}}");
    }

    /// <summary>As the format demands: the tensors fill the data without overlap and without a gap.</summary>
    private void CheckRanges()
    {
        long next = 0;
        foreach ((string name, (long begin, long end)) in _ranges.OrderBy(range => range.Value.Begin).ThenBy(range => range.Value.End))
        {
            if (begin != next)
                throw Damaged($"the tensor '{name}' begins at byte {begin} of the data, and the one before it ends at {next}: tensors may neither overlap nor leave gaps");
            next = end;
        }

        if (next != Length - _data)
            throw Damaged($"{Length - _data - next} bytes follow the last tensor");
    }

    private static long[]? Numbers(JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array)
            return null;
        List<long> numbers = [];
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out long number) || number < 0)
                return null;
            numbers.Add(number);
        }

        return [.. numbers];
    }
}
