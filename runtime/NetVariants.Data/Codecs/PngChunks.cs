using System;
using System.Buffers.Binary;

namespace NetVariants.Data.Codecs;

/// <summary>What a PNG's chunks say that SkiaSharp does not: whether the file is whole, and how the camera was held.</summary>
internal static class PngChunks
{
    private const ushort OrientationTag = 0x0112;
    private const int FirstChunk = 8;

    // A chunk is its length, its name, so many bytes and a checksum.
    private const int Overhead = 12;

    /// <summary>
    /// Refuses a file that ends within a chunk, even where all of its rows are there; one may lack its last chunk, which is empty.
    /// </summary>
    /// <exception cref="FormatException">It ends too early.</exception>
    public static void Check(ReadOnlySpan<byte> file)
    {
        var i = FirstChunk;
        while (IsChunk(file, i, out var name, out _, out var next))
        {
            if (name.SequenceEqual("IEND"u8))
                return;
            i = next;
        }

        if (i < file.Length && !(i + 8 <= file.Length && file.Slice(i + 4, 4).SequenceEqual("IEND"u8)))
            throw new FormatException("it ends too early or is damaged");
    }

    /// <summary>The orientation of a file, which may be damaged: 1 (upright) to 8; 1 if the file states none.</summary>
    public static int Orientation(ReadOnlySpan<byte> file)
    {
        for (var i = FirstChunk; IsChunk(file, i, out var name, out var content, out var next); i = next)
        {
            if (name.SequenceEqual("eXIf"u8))
                return FromTiff(content);
        }

        return Codecs.Orientation.Upright;
    }

    private static bool IsChunk(ReadOnlySpan<byte> file, int i, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> content, out int next)
    {
        name = content = [];
        next = i;
        if (i + Overhead > file.Length)
            return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(file[i..]);
        if (length > file.Length - i - Overhead)
            return false;
        name = file.Slice(i + 4, 4);
        content = file.Slice(i + 8, (int)length);
        next = i + Overhead + (int)length;
        return true;
    }

    /// <summary>The orientation in the first directory of EXIF's TIFF.</summary>
    private static int FromTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 10)
            return Codecs.Orientation.Upright;
        var isLittle = tiff[0] == (byte)'I';
        var directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
            return Codecs.Orientation.Upright;
        var entries = tiff[(int)directory..];
        int count = U16(entries, isLittle);
        for (var i = 0; i < count && 2 + ((i + 1) * 12) <= entries.Length; i++)
        {
            var entry = entries.Slice(2 + (i * 12), 12);
            if (U16(entry, isLittle) == OrientationTag)
                return U16(entry[8..], isLittle) is >= 1 and <= 8 and var orientation ? orientation : Codecs.Orientation.Upright;
        }

        return Codecs.Orientation.Upright;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
