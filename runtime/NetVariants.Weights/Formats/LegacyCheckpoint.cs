using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using NetVariants.Weights.Pickle;
using NetVariants.Weights.Reading;

namespace NetVariants.Weights.Formats;

/// <summary>
/// What <c>torch.save</c> wrote before PyTorch 1.6, and writes with <c>_use_new_zipfile_serialization=False</c>: five pickles (a magic
/// number, a version, facts on the machine, the value, the keys of the storages), and then of each storage the number of its elements and
/// their bytes.
/// </summary>
internal sealed class LegacyCheckpoint : PickledSource
{
    private const int CountBytes = 8;
    private const long Version = 1001;

    private static readonly BigInteger s_magic = BigInteger.Parse(
        "1950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private readonly Dictionary<string, FileRegion> _regions = new(StringComparer.Ordinal);

    public LegacyCheckpoint(FileBytes file, string? key)
        : base(file)
    {
        using var reader = new RegionReader(file, FileRegion.Stored(0, file.Length));
        var source = new PickleSource(reader);
        if (!s_magic.Equals(Unpickler.Load(source)))
            throw new FormatException(
                "it is a pickle that torch.save did not write: load it in Python and save its state dict, torch.save(state_dict, path)");
        if (Unpickler.Load(source) is not Version)
            throw new FormatException("it is in a version of PyTorch's old format that is not read: load and save it again in Python");
        if (Unpickler.Load(source) is PickledDictionary machine && machine.Find("little_endian") is false)
            throw new FormatException("its numbers are big-endian, which is not read: save it again on a little-endian machine");
        var value = Unpickler.Load(source, out var storages);
        if (Unpickler.Load(source) is not PickledList keys)
            throw new FormatException("the list of its storages is missing");
        Locate(keys, storages, source.Position);
        Take(StateDictSearch.Find(value, key));
    }

    protected override FileRegion Region(PickledStorage storage) =>
        _regions.TryGetValue(storage.Key, out var region) ? region : throw new FormatException("is missing in the file");

    private void Locate(PickledList keys, IReadOnlyDictionary<string, PickledStorage> storages, long position)
    {
        Span<byte> number = stackalloc byte[CountBytes];
        foreach (var item in keys.Items)
        {
            if (item is not string key || !storages.TryGetValue(key, out var storage))
                throw new FormatException("its list of storages names one that nothing refers to");
            var size = storage.ElementBytes
                ?? throw new FormatException(
                    $"its storage '{key}' is a {storage.Class}, which is not read: load and save it again in Python");
            if (position > File.Length - CountBytes)
                throw new FormatException($"it ends before its storage '{key}': copy it again");
            File.Read(number, position);
            var count = BinaryPrimitives.ReadInt64LittleEndian(number);
            position += CountBytes;
            if (count < 0 || count > (File.Length - position) / size)
                throw new FormatException($"it ends within its storage '{key}' of {count} elements: copy it again");
            if (!_regions.TryAdd(key, FileRegion.Stored(position, count * size)))
                throw new FormatException($"its storage '{key}' is listed twice");
            position += count * size;
        }
    }
}
