using System;
using System.Buffers.Binary;

namespace NetVariants.Data.Codecs;

/// <summary>The chunks of a WebP.</summary>
internal static class WebpChunks
{
    private const int FirstChunk = 12;

    // A chunk is its name, its length, so many bytes, and one more where that is odd.
    private const int Overhead = 8;

    private const byte HasExif = 0x08;

    /// <summary>The file's EXIF data; empty where it has none, or does not announce them.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> file)
    {
        for (var i = FirstChunk; i + Overhead <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(i + 4)..]);
            if (length > file.Length - i - Overhead)
                return [];
            var name = file.Slice(i, 4);
            var content = file.Slice(i + Overhead, (int)length);
            if (i == FirstChunk && !(name.SequenceEqual("VP8X"u8) && content is [var flags, ..] && (flags & HasExif) != 0))
                return [];
            if (name.SequenceEqual("EXIF"u8))
                return content;
            i += Overhead + (int)(length + (length & 1));
        }

        return [];
    }
}
