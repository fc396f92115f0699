using System;
using System.Buffers.Binary;

namespace NetVariants.Data.Codecs;

/// <summary>What a JPEG's markers say that the decoder does not tell: how the camera was held, and whether the file is whole.</summary>
internal static class JpegMarkers
{
    private const byte Exif = 0xe1;
    private const byte StartOfScan = 0xda;
    private const int FirstSegment = 2;

    private static ReadOnlySpan<byte> EndOfImage => [0xff, 0xd9];

    /// <summary>The orientation of EXIF, 1 (upright) to 8; 1 where none is told.</summary>
    public static int Orientation(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> name = "Exif\0\0"u8;
        for (int i = FirstSegment; NextSegment(file, ref i, out byte marker, out ReadOnlySpan<byte> segment);)
        {
            if (marker == Exif && segment.StartsWith(name))
                return Codecs.Orientation.FromTiff(segment[name.Length..]);
        }

        return 1;
    }

    /// <summary>Whether the image is ended after it begins; a thumbnail within a segment has an end of its own.</summary>
    public static bool HasEnd(ReadOnlySpan<byte> file)
    {
        int i = FirstSegment;
        while (NextSegment(file, ref i, out _, out _))
        {
        }

        // Compressed bytes have no such pair: after 0xff comes 0.
        return file[Math.Min(i, file.Length)..].IndexOf(EndOfImage) >= 0;
    }

    /// <summary>Reads the segment at <paramref name="i"/> and steps behind it; stays where the image begins, and at what is no segment.</summary>
    private static bool NextSegment(ReadOnlySpan<byte> file, ref int i, out byte marker, out ReadOnlySpan<byte> segment)
    {
        marker = 0;
        segment = [];
        if (i + 4 > file.Length || file[i] != 0xff || file[i + 1] == StartOfScan)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(file[(i + 2)..]);
        if (length < 2 || i + 2 + length > file.Length)
            return false;
        marker = file[i + 1];
        segment = file.Slice(i + 4, length - 2);
        i += 2 + length;
        return true;
    }
}
