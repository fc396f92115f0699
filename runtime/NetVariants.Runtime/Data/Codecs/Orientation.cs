using System;
using System.Buffers.Binary;

namespace NetVariants.Data.Codecs;

/// <summary>How a camera was held, and how a picture is turned upright.</summary>
internal static class Orientation
{
    private const ushort Tag = 0x0112;

    /// <summary>Whether rows and columns are exchanged.</summary>
    public static bool IsTransposed(int orientation) => orientation >= 5;

    /// <summary>The orientation, 1 (upright) to 8, in the first directory of EXIF's TIFF; 1 where none is told.</summary>
    public static int FromTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 10)
            return 1;
        bool isLittle = tiff[0] == (byte)'I';
        uint directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
            return 1;
        ReadOnlySpan<byte> entries = tiff[(int)directory..];
        int count = U16(entries, isLittle);
        for (int i = 0; i < count && 2 + ((i + 1) * 12) <= entries.Length; i++)
        {
            ReadOnlySpan<byte> entry = entries.Slice(2 + (i * 12), 12);
            if (U16(entry, isLittle) == Tag)
                return U16(entry[8..], isLittle) is >= 1 and <= 8 and var orientation ? orientation : 1;
        }

        return 1;
    }

    /// <summary>The picture as it was seen, which takes the place of the given one.</summary>
    /// <param name="image">The picture as it is stored; it is disposed of unless it is returned.</param>
    /// <param name="orientation">EXIF's value: 1 upright, 2 mirrored, 3 turned by 180°, 4 mirrored upside down, 5 to 8 with rows and columns exchanged.</param>
    public static DecodedImage Apply(DecodedImage image, int orientation)
    {
        if (orientation <= 1)
            return image;
        bool isTransposed = IsTransposed(orientation);
        bool mirrorsX = orientation is 2 or 3 or 7 or 8;
        bool mirrorsY = orientation is 3 or 4 or 6 or 7;
        DecodedImage upright = isTransposed
            ? new DecodedImage(image.FullHeight, image.FullWidth, image.Reduction)
            : new DecodedImage(image.FullWidth, image.FullHeight, image.Reduction);
        Span<byte> source = image.Pixels, target = upright.Pixels;
        for (int y = 0; y < upright.Height; y++)
        {
            for (int x = 0; x < upright.Width; x++)
            {
                (int column, int row) = isTransposed ? (y, x) : (x, y);
                if (mirrorsX)
                    column = image.Width - 1 - column;
                if (mirrorsY)
                    row = image.Height - 1 - row;
                source.Slice(((row * image.Width) + column) * 3, 3).CopyTo(target[(((y * upright.Width) + x) * 3)..]);
            }
        }

        image.Dispose();
        return upright;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
