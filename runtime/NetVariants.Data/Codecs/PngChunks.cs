using System;
using System.Buffers.Binary;

namespace NetVariants.Data.Codecs;

/// <summary>What a PNG's chunks say that SkiaSharp does not: whether the file is whole, and EXIF.</summary>
internal static class PngChunks
{
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

    /// <summary>The file's EXIF data; empty where it has none.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> file)
    {
        for (var i = FirstChunk; IsChunk(file, i, out var name, out var content, out var next); i = next)
        {
            if (name.SequenceEqual("eXIf"u8))
                return content;
        }

        return [];
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
}
