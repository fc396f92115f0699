using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetVariants.Weights.Reading;

namespace NetVariants.Weights.Formats;

/// <summary>A member of a zip archive, stored or deflated.</summary>
/// <param name="Name">Its path in the archive.</param>
/// <param name="Region">Where its bytes lie in the file.</param>
/// <param name="Crc">Their CRC-32.</param>
internal sealed record ZipMember(string Name, FileRegion Region, uint Crc);

/// <summary>
/// Reads where the members of a zip archive lie. PyTorch stores them uncompressed and reads them in place; so does this, which is why
/// .NET's ZipArchive, which gives no offsets, cannot be used. Every length is checked against the file before it is believed
/// (<see href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</see>, sections 4.3 and 4.5.3).
/// </summary>
internal sealed class ZipDirectory
{
    private const uint LocalSignature = 0x04034b50;
    private const uint CentralSignature = 0x02014b50;
    private const uint EndSignature = 0x06054b50;
    private const uint End64Signature = 0x06064b50;
    private const uint Locator64Signature = 0x07064b50;
    private const int LocalLength = 30;
    private const int CentralLength = 46;
    private const int EndLength = 22;
    private const int End64Length = 56;
    private const int LocatorLength = 20;
    private const int LongestComment = ushort.MaxValue;
    private const int Stored = 0;
    private const int Deflated = 8;

    // Deflate makes no more of a byte: 258 of a bit and a quarter.
    private const long DeflateRatio = 1032;

    // A network of a million tensors has a directory of some 80 MB.
    private const long DirectoryLimit = 256 << 20;

    private readonly ReadAt _read;
    private readonly long _length;

    private ZipDirectory(ReadAt read, long length)
    {
        _read = read;
        _length = length;
    }

    /// <summary>Fills a span from an offset of the file.</summary>
    public delegate void ReadAt(Span<byte> target, long offset);

    /// <summary>The members in the order of the directory.</summary>
    /// <exception cref="FormatException">The archive is damaged, encrypted, split or compressed otherwise than by deflate; the message says
    /// where.</exception>
    public static IReadOnlyList<ZipMember> Read(ReadAt read, long length)
    {
        var zip = new ZipDirectory(read, length);
        var (offset, bytes, count) = zip.FindDirectory();
        IReadOnlyList<ZipMember> members = zip.ReadMembers(offset, bytes, count);
        CheckApart(members, offset);
        return members;
    }

    private (long Offset, long Bytes, long Count) FindDirectory()
    {
        var tail = new byte[(int)Math.Min(_length, EndLength + LongestComment)];
        _read(tail, _length - tail.Length);
        // Where the comment ends with the file, or else bytes follow that are not part of the archive, as in Python.
        foreach (var i in Ends(tail, isLast: true).Concat(Ends(tail, isLast: false)))
        {
            ReadOnlySpan<byte> end = tail.AsSpan(i);
            var position = _length - tail.Length + i;
            if (U16(end, 4) != 0 && U16(end, 4) != ushort.MaxValue)
                throw new FormatException("it is a part of a split archive");
            var (offset, bytes, count) = U32(end, 16) == uint.MaxValue || U32(end, 12) == uint.MaxValue || U16(end, 10) == ushort.MaxValue
                ? ReadEnd64(position)
                : (U32(end, 16), U32(end, 12), U16(end, 10));
            if (offset < 0 || bytes < 0 || bytes > DirectoryLimit || offset > position - bytes || count < 0
                || count > bytes / CentralLength)
                throw new FormatException($"its directory of {count} members and {bytes} bytes at byte {offset} does not fit the file");
            return (offset, bytes, count);
        }

        throw new FormatException("the end of its directory is missing: the file is truncated, copy it again");
    }

    private static IEnumerable<int> Ends(byte[] tail, bool isLast)
    {
        for (var i = tail.Length - EndLength; i >= 0; i--)
        {
            var length = EndLength + U16(tail.AsSpan(i), 20);
            if (U32(tail.AsSpan(i), 0) == EndSignature && (isLast ? i + length == tail.Length : i + length < tail.Length))
                yield return i;
        }
    }

    private (long Offset, long Bytes, long Count) ReadEnd64(long end)
    {
        Span<byte> locator = stackalloc byte[LocatorLength];
        if (end < LocatorLength)
            throw new FormatException("its 64-bit directory is missing");
        _read(locator, end - LocatorLength);
        var position = (long)U64(locator, 8);
        if (U32(locator, 0) != Locator64Signature || position < 0 || position > end - LocatorLength - End64Length)
            throw new FormatException("its 64-bit directory is missing");
        Span<byte> record = stackalloc byte[End64Length];
        _read(record, position);
        if (U32(record, 0) != End64Signature)
            throw new FormatException($"there is no 64-bit directory at byte {position}");
        return ((long)U64(record, 48), (long)U64(record, 40), (long)U64(record, 32));
    }

    private List<ZipMember> ReadMembers(long offset, long bytes, long count)
    {
        var directory = new byte[bytes];
        _read(directory, offset);
        List<ZipMember> members = [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        var next = 0;
        for (long i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> record = directory.AsSpan(next);
            if (record.Length < CentralLength || U32(record, 0) != CentralSignature)
                throw new FormatException($"the member {i} of its directory is damaged");
            var length = CentralLength + U16(record, 28) + U16(record, 30) + U16(record, 32);
            if (length > record.Length)
                throw new FormatException($"the member {i} of its directory runs past the directory's end");
            var member = ReadMember(record[..length], offset);
            if (!names.Add(member.Name))
                throw new FormatException($"the member '{member.Name}' is listed twice");
            members.Add(member);
            next += length;
        }

        return members;
    }

    private ZipMember ReadMember(ReadOnlySpan<byte> record, long directory)
    {
        var name = Encoding.UTF8.GetString(record.Slice(CentralLength, U16(record, 28)));
        if ((U16(record, 8) & 1) != 0)
            throw new FormatException($"the member '{name}' is encrypted");
        int method = U16(record, 10);
        if (method is not (Stored or Deflated))
            throw new FormatException(
                $"the member '{name}' is compressed by the method {method}, which is not read: zip the archive's content again without "
                    + "compression");
        var (packed, bytes, header) = Sizes(record, name);
        if (method == Stored && packed != bytes)
            throw new FormatException($"the member '{name}' is stored, yet has {packed} bytes in the file and {bytes} outside");
        if (header < 0 || bytes < 0 || packed < 0 || header > directory - LocalLength || packed > directory)
            throw new FormatException($"the member '{name}' of {bytes} bytes at byte {header} does not fit the file");

        if (bytes / DeflateRatio > packed)
            throw new FormatException($"the member '{name}' claims {bytes} bytes, more than its {packed} compressed ones can hold");

        Span<byte> local = stackalloc byte[LocalLength];
        _read(local, header);
        if (U32(local, 0) != LocalSignature)
            throw new FormatException($"there is no member at byte {header}, where '{name}' should be");
        int nameLength = U16(local, 26);
        var start = header + LocalLength + nameLength + U16(local, 28);
        if (start > directory - packed)
            throw new FormatException($"the member '{name}' of {bytes} bytes at byte {start} runs into the directory");
        var localName = new byte[nameLength];
        _read(localName, header + LocalLength);
        // A data descriptor (bit 3) leaves the sizes here at zero.
        var hasSizes = (U16(local, 6) & 8) == 0 && U32(local, 22) != uint.MaxValue;
        if (!localName.AsSpan().SequenceEqual(record.Slice(CentralLength, U16(record, 28))) || (hasSizes && U32(local, 22) != bytes))
            throw new FormatException($"the member '{name}' is described otherwise at byte {header} than in the directory");
        return new ZipMember(name, new FileRegion(start, packed, bytes, method == Deflated), U32(record, 16));
    }

    /// <summary>Sizes and offset, which the ZIP64 extra field holds where they are too large for their own.</summary>
    private static (long Packed, long Bytes, long Header) Sizes(ReadOnlySpan<byte> record, string name)
    {
        (long packed, long bytes, long header) = (U32(record, 20), U32(record, 24), U32(record, 42));
        if (packed != uint.MaxValue && bytes != uint.MaxValue && header != uint.MaxValue)
            return (packed, bytes, header);
        var extra = record.Slice(CentralLength + U16(record, 28), U16(record, 30));
        while (extra.Length >= 4)
        {
            int length = U16(extra, 2);
            if (length > extra.Length - 4)
                break;
            if (U16(extra, 0) == 1)
            {
                var field = extra.Slice(4, length);
                Take(ref bytes, ref field);
                Take(ref packed, ref field);
                Take(ref header, ref field);
                return (packed, bytes, header);
            }

            extra = extra[(4 + length)..];
        }

        throw Missing();

        void Take(ref long value, ref ReadOnlySpan<byte> field)
        {
            if (value != uint.MaxValue)
                return;
            if (field.Length < 8)
                throw Missing();
            value = (long)U64(field, 0);
            field = field[8..];
        }

        FormatException Missing() => new($"the 64-bit sizes of the member '{name}' are missing");
    }

    /// <summary>No byte belongs to two members.</summary>
    private static void CheckApart(IReadOnlyList<ZipMember> members, long directory)
    {
        long next = 0;
        foreach (var (name, region, _) in members.OrderBy(member => member.Region.Offset))
        {
            if (region.Offset < next || region.Offset + region.Packed > directory)
                throw new FormatException($"the member '{name}' overlaps another");
            next = region.Offset + region.Packed;
        }
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong U64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
