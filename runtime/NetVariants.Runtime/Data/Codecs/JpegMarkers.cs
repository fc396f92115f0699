using System;
using System.Buffers.Binary;

namespace NetVariants.Data.Codecs;

/// <summary>What a JPEG's markers say that the decoder does not tell: how the camera was held, and whether Adobe's software wrote it.</summary>
internal static class JpegMarkers
{
    private const byte Exif = 0xe1;
    private const byte Adobe = 0xee;
    private const byte StartOfScan = 0xda;
    private const ushort OrientationTag = 0x0112;

    /// <summary>The orientation of EXIF, 1 (upright) to 8; 1 where none is told.</summary>
    public static int Orientation(ReadOnlySpan<byte> file) =>
        Find(file, Exif, "Exif\0\0"u8) is { Length: > 8 } tiff && Tag(tiff, OrientationTag) is >= 1 and <= 8 and var orientation ? orientation : 1;

    /// <summary>Whether there is a marker of Adobe's.</summary>
    public static bool HasAdobe(ReadOnlySpan<byte> file) => !Find(file, Adobe, "Adobe"u8).IsEmpty;

    /// <summary>What follows <paramref name="name"/> in the first segment of a marker that begins with it; empty where there is none.</summary>
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> file, byte marker, ReadOnlySpan<byte> name)
    {
        for (int i = 2; i + 4 <= file.Length && file[i] == 0xff && file[i + 1] != StartOfScan;)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(i + 2)..]);
            if (length < 2 || i + 2 + length > file.Length)
                break;
            ReadOnlySpan<byte> segment = file.Slice(i + 4, length - 2);
            if (file[i + 1] == marker && segment.StartsWith(name))
                return segment[name.Length..];
            i += 2 + length;
        }

        return [];
    }

    /// <summary>A 16-bit value of a TIFF's first directory, or null.</summary>
    private static int? Tag(ReadOnlySpan<byte> tiff, ushort tag)
    {
        bool isLittle = tiff[0] == (byte)'I';
        uint directory = U32(tiff[4..], isLittle);
        if (directory > tiff.Length - 2)
            return null;
        ReadOnlySpan<byte> entries = tiff[(int)directory..];
        int count = U16(entries, isLittle);
        for (int i = 0; i < count && 2 + ((i + 1) * 12) <= entries.Length; i++)
        {
            ReadOnlySpan<byte> entry = entries.Slice(2 + (i * 12), 12);
            if (U16(entry, isLittle) == tag)
                return U16(entry[8..], isLittle);
        }

        return null;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
