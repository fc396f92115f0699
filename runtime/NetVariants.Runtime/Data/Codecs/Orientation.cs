using System;

namespace NetVariants.Data.Codecs;

/// <summary>Turns a picture upright.</summary>
internal static class Orientation
{
    /// <summary>The picture as it was seen, which takes the place of the given one.</summary>
    /// <param name="image">The picture as it is stored; it is disposed of unless it is returned.</param>
    /// <param name="orientation">EXIF's value: 1 upright, 2 mirrored, 3 turned by 180°, 4 mirrored upside down, 5 to 8 with rows and columns exchanged.</param>
    public static DecodedImage Apply(DecodedImage image, int orientation)
    {
        if (orientation <= 1)
            return image;
        bool isTransposed = orientation >= 5;
        bool mirrorsX = orientation is 2 or 3 or 7 or 8;
        bool mirrorsY = orientation is 3 or 4 or 6 or 7;
        DecodedImage upright = isTransposed ? new DecodedImage(image.Height, image.Width) : new DecodedImage(image.Width, image.Height);
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
}
