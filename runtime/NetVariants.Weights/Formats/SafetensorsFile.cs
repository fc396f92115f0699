using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Unicode;
using NetVariants.Weights.Reading;

namespace NetVariants.Weights.Formats;

/// <summary>
/// Reads <see href="https://github.com/huggingface/safetensors#format">safetensors</see>: eight bytes with the header's length, a JSON
/// header, then the elements of all tensors, without gaps.
/// </summary>
internal sealed class SafetensorsFile : WeightSource
{
    // The reference implementation's limit.
    private const long HeaderLimit = 100_000_000;
    private const int LengthBytes = 8;
    private const string MetadataName = "__metadata__";

    // Types of the format that torch lacks, or that TorchSharp does: their bytes are checked, not read.
    private static readonly Dictionary<string, int> s_otherBits = new(StringComparer.Ordinal)
    {
        ["F4"] = 4,
        ["F6_E2M3"] = 6,
        ["F6_E3M2"] = 6,
        ["F8_E5M2"] = 8,
        ["F8_E4M3"] = 8,
        ["F8_E8M0"] = 8,
        ["U16"] = 16,
        ["U32"] = 32,
        ["U64"] = 64,
    };

    private readonly Dictionary<string, (long Begin, long End)> _ranges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);
    private readonly long _data;

    public SafetensorsFile(FileBytes file)
        : base(file)
    {
        var header = ReadHeader();
        _data = LengthBytes + header.Length;
        try
        {
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 4 });
            Tensors = [.. Read(json.RootElement)];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair in a text.
            throw new FormatException($"its header is not JSON ({error.Message})", error);
        }

        Unreadable = _unreadable;
        CheckRanges();
    }

    /// <summary>Whether a file begins as this format does: a length that fits it, and a brace.</summary>
    public static bool HasHeader(ReadOnlySpan<byte> start, long length) =>
        start.Length > LengthBytes && start[LengthBytes] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(start) is var header
        && header <= HeaderLimit && (long)header <= length - LengthBytes;

    private byte[] ReadHeader()
    {
        Span<byte> prefix = stackalloc byte[LengthBytes];
        if (File.Length >= LengthBytes + 2)
            File.Read(prefix, 0);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > HeaderLimit || (long)length > File.Length - LengthBytes || length < 2)
        {
            throw new FormatException(
                "it is not a weight file, or it is truncated: safetensors files and PyTorch's are read here, and model.load reads what "
                    + "TorchSharp's own save wrote");
        }

        var header = new byte[(int)length];
        File.Read(header, LengthBytes);
        if (header[0] != '{')
            throw new FormatException("its header does not begin with '{': it is not a safetensors file");
        if (!Utf8.IsValid(header))
            throw new FormatException("its header is not UTF-8");
        return header;
    }

    private IEnumerable<StoredTensor> Read(JsonElement root)
    {
        var hasMetadata = false;
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name != MetadataName)
            {
                if (TensorOf(property) is { } tensor)
                    yield return tensor;
                continue;
            }

            if (hasMetadata || property.Value.ValueKind != JsonValueKind.Object
                || property.Value.EnumerateObject().Any(text => text.Value.ValueKind != JsonValueKind.String))
                throw new FormatException($"'{MetadataName}' is not a single object of strings");
            hasMetadata = true;
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var text in property.Value.EnumerateObject())
            {
                if (!metadata.TryAdd(text.Name, text.Value.GetString()!))
                    throw new FormatException($"'{MetadataName}' names '{text.Name}' twice");
            }

            Metadata = metadata;
        }
    }

    /// <summary>The tensor of an entry; null for one of a type that torch lacks.</summary>
    private StoredTensor? TensorOf(JsonProperty property)
    {
        var name = property.Name;
        if (property.Value.ValueKind != JsonValueKind.Object || property.Value.EnumerateObject().Count() != 3)
            throw Malformed();
        if (!property.Value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !property.Value.TryGetProperty("shape", out var shape) || Numbers(shape) is not { } sizes
            || !property.Value.TryGetProperty("data_offsets", out var offsets) || Numbers(offsets) is not [var begin, var end])
        {
            throw Malformed();
        }

        var named = dtype.GetString()!;
        var type = ElementType.All.FirstOrDefault(candidate => candidate.Safetensors == named);
        var bits = type?.Bytes * 8L ?? (s_otherBits.TryGetValue(named, out var other) ? other : null);
        var data = File.Length - _data;
        if (begin > end || end > data || (bits is { } size
            && end - begin != ((Int128)(WeightEntry.ElementCount(sizes) ?? long.MaxValue) * size) / 8)
            || !WeightEntry.CanExist(sizes))
        {
            throw new FormatException(
                $"the tensor '{name}' of shape {ShapeText.Of(sizes)} and type {named} cannot lie at bytes {begin} to {end} of {data}: the "
                    + "file is truncated or its header wrong");
        }

        if (!_ranges.TryAdd(name, (begin, end)))
            throw new FormatException($"the tensor '{name}' is listed twice");
        if (type is not null)
            return new StoredTensor(name, type, TensorLayout.Contiguous(sizes), FileRegion.Stored(_data + begin, end - begin), 0);
        _unreadable[name] = $"a tensor of type '{named}', which TorchSharp does not have";
        return null;

        FormatException Malformed() => new($"the header's entry '{name}' is not of the form {{\"dtype\", \"shape\", \"data_offsets\"}}");
    }

    /// <summary>As the format demands: the tensors fill the data without overlap and without a gap.</summary>
    private void CheckRanges()
    {
        long next = 0;
        foreach ((var name, (var begin, var end)) in _ranges.OrderBy(range => range.Value.Begin).ThenBy(range => range.Value.End))
        {
            if (begin != next)
                throw new FormatException(
                    $"the tensor '{name}' begins at byte {begin} of the data, and the one before it ends at {next}: tensors may neither "
                        + "overlap nor leave gaps");
            next = end;
        }

        if (next != File.Length - _data)
            throw new FormatException($"{File.Length - _data - next} bytes follow the last tensor");
    }

    private static long[]? Numbers(JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array)
            return null;
        List<long> numbers = [];
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0)
                return null;
            numbers.Add(number);
        }

        return [.. numbers];
    }
}
