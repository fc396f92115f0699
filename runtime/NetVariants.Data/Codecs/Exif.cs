using System;
using System.Buffers.Binary;
using SkiaSharp;

namespace NetVariants.Data.Codecs;

/// <summary>What EXIF says of how the camera was held.</summary>
internal static class Exif
{
    private const ushort OrientationTag = 0x0112;
    private const int EntryBytes = 12, InlineBytes = 4;

    // TIFF's types of whole numbers. PIL takes a BYTE for text, and leaves such an image as it is.
    private const ushort Short = 3, Long = 4, SignedByte = 6, SignedShort = 8, SignedLong = 9;

    /// <summary>The orientation of a file, which may be damaged: 1 (upright) to 8; 1 if the file states none.</summary>
    public static int Orientation(ReadOnlySpan<byte> file, SKEncodedImageFormat format) => FromTiff(format switch
    {
        SKEncodedImageFormat.Jpeg => JpegMarkers.Exif(file),
        SKEncodedImageFormat.Png => PngChunks.Exif(file),
        SKEncodedImageFormat.Webp => WebpChunks.Exif(file),
        _ => [],
    });

    /// <summary>The orientation in the first directory of EXIF's TIFF.</summary>
    private static int FromTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.StartsWith("Exif\0\0"u8))
            tiff = tiff["Exif\0\0"u8.Length..];
        if (tiff.Length < 10)
            return Codecs.Orientation.Upright;
        var isLittle = tiff[0] == (byte)'I';
        var directory = U32(tiff[4..], isLittle);
        if (directory > tiff.Length - 2)
            return Codecs.Orientation.Upright;
        var entries = tiff[(int)directory..];
        int count = U16(entries, isLittle);
        for (var i = 0; i < count && 2 + ((i + 1) * EntryBytes) <= entries.Length; i++)
        {
            var entry = entries.Slice(2 + (i * EntryBytes), EntryBytes);
            if (U16(entry, isLittle) == OrientationTag)
                return Value(tiff, entry, isLittle) is >= 1 and <= 8 and var orientation ? (int)orientation : Codecs.Orientation.Upright;
        }

        return Codecs.Orientation.Upright;
    }

    /// <summary>An entry's first number; 0 where it has none. Numbers that do not fit the entry lie elsewhere.</summary>
    private static uint Value(ReadOnlySpan<byte> tiff, ReadOnlySpan<byte> entry, bool isLittle)
    {
        var size = U16(entry[2..], isLittle) switch
        {
            SignedByte => 1,
            Short or SignedShort => 2,
            Long or SignedLong => 4,
            _ => 0,
        };
        var bytes = size * (long)U32(entry[4..], isLittle);
        var value = entry[8..];
        if (bytes > InlineBytes)
        {
            var offset = U32(value, isLittle);
            if (offset > tiff.Length - bytes)
                return 0;
            value = tiff[(int)offset..];
        }

        return bytes == 0 ? 0 : size switch { 1 => value[0], 2 => U16(value, isLittle), _ => U32(value, isLittle) };
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
