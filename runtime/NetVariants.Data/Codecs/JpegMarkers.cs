using System;
using System.Buffers.Binary;

namespace NetVariants.Data.Codecs;

/// <summary>
/// What a JPEG's markers say that the decoder does not tell: whether the file is whole, and how often it makes the decoder go over the
/// picture.
/// </summary>
internal static class JpegMarkers
{
    private const byte StartOfScan = 0xda;
    private const int FirstSegment = 2;

    // More scans than this in a progressive file are minutes of work out of a few kilobytes.
    private const int MostScans = 500;

    private static ReadOnlySpan<byte> EndOfImage => [0xff, 0xd9];

    /// <summary>Refuses a file without an end, which the decoder fills up silently where it is progressive, and endless scans.</summary>
    /// <exception cref="FormatException">It is such a file.</exception>
    public static void Check(ReadOnlySpan<byte> file)
    {
        var i = FirstSegment;
        while (IsSegment(file, i, out var next))
            i = next;
        // A thumbnail within a segment has an end of its own; compressed bytes have no such pair: after 0xff comes 0.
        var scans = file[Math.Min(i, file.Length)..];
        var end = scans.IndexOf(EndOfImage);
        if (end < 0)
            throw new FormatException("it ends too early");
        if (scans[..end].Count((ReadOnlySpan<byte>)[0xff, StartOfScan]) is > MostScans and var count)
            throw new FormatException($"its {count} scans are more than {MostScans}");
    }

    private static bool IsSegment(ReadOnlySpan<byte> file, int i, out int next)
    {
        next = i;
        if (i + 4 > file.Length || file[i] != 0xff || file[i + 1] == StartOfScan)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(file[(i + 2)..]);
        if (length < 2 || i + 2 + length > file.Length)
            return false;
        next = i + 2 + length;
        return true;
    }
}
