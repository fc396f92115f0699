using System;
using System.Runtime.InteropServices;

namespace NetVariants.Data.Codecs;

/// <summary>How a camera was held, as EXIF's values from 1 to 8, and how an image is turned upright.</summary>
internal static class Orientation
{
    public const int Upright = 1;

    /// <summary>Whether rows and columns are exchanged.</summary>
    public static bool IsTransposed(int orientation) => orientation >= 5;

    /// <summary>The image as it was seen, which takes the place of the given one.</summary>
    /// <param name="image">The whole image as it is stored; it is disposed of unless it is returned.</param>
    /// <param name="orientation">EXIF's value: 1 upright, 2 mirrored, 3 turned by 180°, 4 mirrored upside down, 5 to 8 with rows and
    /// columns exchanged.</param>
    public static DecodedImage Apply(DecodedImage image, int orientation)
    {
        if (orientation <= Upright)
            return image;
        var isTransposed = IsTransposed(orientation);
        var mirrorsX = orientation is 2 or 3 or 7 or 8;
        var mirrorsY = orientation is 3 or 4 or 6 or 7;
        var (width, height) = isTransposed ? (image.FullHeight, image.FullWidth) : (image.FullWidth, image.FullHeight);
        var upright = new DecodedImage(width, height, DecodeRequest.Whole(width, height, image.Reduction));
        ReadOnlySpan<uint> source = MemoryMarshal.Cast<byte, uint>(image.Pixels);
        var target = MemoryMarshal.Cast<byte, uint>(upright.Pixels);
        for (int y = 0, i = 0; y < upright.Height; y++)
        {
            for (var x = 0; x < upright.Width; x++, i++)
            {
                var (column, row) = isTransposed ? (y, x) : (x, y);
                if (mirrorsX)
                    column = image.Width - 1 - column;
                if (mirrorsY)
                    row = image.Height - 1 - row;
                target[i] = source[(row * image.Width) + column];
            }
        }

        image.Dispose();
        return upright;
    }
}
