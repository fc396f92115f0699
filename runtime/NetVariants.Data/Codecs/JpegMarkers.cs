using System;
using System.Buffers.Binary;

namespace NetVariants.Data.Codecs;

/// <summary>
/// What a JPEG's markers say that the decoder does not tell: whether the file is whole, how often it makes the decoder go over the image,
/// and EXIF.
/// </summary>
internal static class JpegMarkers
{
    private const byte Prefix = 0xff;
    private const byte Temporary = 0x01;
    private const byte FirstRestart = 0xd0;
    private const byte StartOfImage = 0xd8;
    private const byte EndOfImage = 0xd9;
    private const byte StartOfScan = 0xda;
    private const byte Application1 = 0xe1;
    private const int LengthSize = 2;

    // More scans than this in a progressive file are minutes of work out of a few kilobytes.
    private const int MostScans = 500;

    // The decoder keeps every segment of texts and profiles, and empty ones take seconds. Large profiles come in a few hundred.
    private const int MostSegments = 10_000;

    /// <summary>
    /// Refuses a file without an end, which the decoder fills up silently where it is progressive, endless scans and endless segments.
    /// </summary>
    /// <exception cref="FormatException">It is such a file.</exception>
    public static void Check(ReadOnlySpan<byte> file)
    {
        var (scans, segments) = (0, 0);
        var at = 0;
        while (ReadMarker(file, ref at) is { } marker)
        {
            if (marker == EndOfImage)
                return;
            if (marker == StartOfScan && ++scans > MostScans)
                throw new FormatException($"it has more than {MostScans} scans");
            if (marker is Temporary or >= FirstRestart and <= StartOfImage)
                continue;
            if (++segments > MostSegments)
                throw new FormatException($"it has more than {MostSegments} segments");
            // The length counts itself; the decoder reads it even where it says less.
            if (file.Length - at < LengthSize)
                break;
            at = Math.Min(at + Math.Max(LengthSize, (int)BinaryPrimitives.ReadUInt16BigEndian(file[at..])), file.Length);
        }

        throw new FormatException("it ends too early");
    }

    /// <summary>The file's EXIF data, which stand before the image; empty where it has none.</summary>
    public static ReadOnlySpan<byte> Exif(ReadOnlySpan<byte> file)
    {
        var at = 0;
        while (ReadMarker(file, ref at) is { } marker and not (StartOfScan or EndOfImage))
        {
            if (marker is Temporary or >= FirstRestart and <= StartOfImage)
                continue;
            if (file.Length - at < LengthSize)
                break;
            var end = Math.Min(at + Math.Max(LengthSize, (int)BinaryPrimitives.ReadUInt16BigEndian(file[at..])), file.Length);
            if (marker == Application1 && file[(at + LengthSize)..end] is var content && content.StartsWith("Exif\0\0"u8))
                return content;
            at = end;
        }

        return [];
    }

    /// <summary>
    /// Moves behind the next marker and returns it; null where there is none. Compressed bytes are skipped: after 0xff they have 0.
    /// </summary>
    private static byte? ReadMarker(ReadOnlySpan<byte> file, ref int at)
    {
        while (file[at..].IndexOf(Prefix) is >= 0 and var next)
        {
            at += next + 1;
            // Any number of 0xff may stand before a marker.
            while (at < file.Length && file[at] == Prefix)
                at++;
            if (at == file.Length)
                return null;
            if (file[at++] is not 0 and var marker)
                return marker;
        }

        return null;
    }
}
