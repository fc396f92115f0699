using System;
using System.Collections.Generic;
using System.IO.Hashing;
using System.Linq;
using NetVariants.Weights.Reading;

namespace NetVariants.Weights.Formats;

/// <summary>A weight file as names, shapes, types and bytes. Nothing here knows torch.</summary>
internal abstract class WeightSource(FileBytes file) : IDisposable
{
    private const int Block = 1 << 22;

    /// <summary>The file.</summary>
    public FileBytes File { get; } = file;

    /// <summary>The tensors in the order of the file.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; protected set; } = [];

    /// <summary>What stands among the tensors and is none that torch has: the name, and what it is.</summary>
    public IReadOnlyDictionary<string, string> Unreadable { get; protected set; } = new Dictionary<string, string>();

    /// <summary>What the file says besides its tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; protected set; } = new Dictionary<string, string>();

    /// <summary>Reads everything that belongs to the tensors once, and checks the sums that the format keeps.</summary>
    /// <exception cref="WeightFileException">A part cannot be read or has another checksum.</exception>
    public virtual void Verify()
    {
        foreach (var region in Regions())
            Scan(region, _ => { });
    }

    /// <summary>
    /// Fills <paramref name="target"/>, as large as the tensor or, for contiguous ones, a part of it from <paramref name="start"/> on.
    /// </summary>
    public void Read(StoredTensor tensor, long start, Span<byte> target)
    {
        using var reader = new RegionReader(File, tensor.Region);
        reader.Skip(tensor.Start + start);
        if (tensor.Layout.IsContiguous)
            reader.Read(target);
        else
            StridedReader.Read(reader, tensor.Layout, tensor.Type.Bytes, target);
    }

    public void Dispose()
    {
        File.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Where the tensors' elements are, each place once, from front to back.</summary>
    protected IEnumerable<FileRegion> Regions() => Tensors.Select(tensor => tensor.Region).Distinct().OrderBy(region => region.Offset);

    /// <summary>The CRC-32 of a region.</summary>
    protected uint Checksum(FileRegion region)
    {
        var crc = new Crc32();
        Scan(region, crc.Append);
        return crc.GetCurrentHashAsUInt32();
    }

    private void Scan(FileRegion region, Action<ReadOnlySpan<byte>> take)
    {
        var buffer = new byte[(int)Math.Min(region.Bytes, Block)];
        using var reader = new RegionReader(File, region);
        while (reader.Remaining > 0)
        {
            var block = buffer.AsSpan(0, (int)Math.Min(reader.Remaining, buffer.Length));
            reader.Read(block);
            take(block);
        }
    }
}
