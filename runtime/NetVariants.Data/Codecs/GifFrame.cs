using System;
using System.Buffers.Binary;

namespace NetVariants.Data.Codecs;

/// <summary>The first frame of a GIF, as far as its transparency goes.</summary>
/// <param name="Area">Where it lies on the screen.</param>
/// <param name="Rest">The colour of the screen around it.</param>
internal readonly record struct GifFrame(Box Area, (byte Red, byte Green, byte Blue) Rest)
{
    private const int ScreenEnd = 13;
    private const int DescriptorLength = 10;
    private const byte Extension = 0x21;
    private const byte GraphicControl = 0xf9;
    private const byte ImageDescriptor = 0x2c;

    /// <summary>
    /// Marks the first frame as opaque, since a decoder would put black where it is transparent; PIL takes the transparent colour from the
    /// palette, there and around the frame.
    /// </summary>
    /// <returns>The frame; null where the file ends before it, as the decoder reports.</returns>
    public static GifFrame? MakeOpaque(Span<byte> file)
    {
        int transparent = 0, i = ScreenEnd + (file.Length >= ScreenEnd ? PaletteLength(file[10]) : 0);
        while (i + 8 <= file.Length && file[i] == Extension)
        {
            if (file[i + 1] == GraphicControl && (file[i + 3] & 1) != 0)
            {
                file[i + 3] &= 0xfe;
                transparent = file[i + 6];
            }

            i += 2;
            while (i < file.Length && file[i] != 0)
                i += 1 + file[i];
            i++;
        }

        if (i + DescriptorLength > file.Length || file[i] != ImageDescriptor)
            return null;
        ReadOnlySpan<byte> frame = file[(i + 1)..];
        var area = new Box(U16(frame), U16(frame[2..]), U16(frame[4..]), U16(frame[6..]));
        var palette = PaletteLength(frame[8]) > 0 ? frame[(DescriptorLength - 1)..]
            : PaletteLength(file[10]) > 0 ? file[ScreenEnd..]
            : [];
        var colour = 3 * transparent;
        return new GifFrame(area, colour + 3 <= palette.Length ? (palette[colour], palette[colour + 1], palette[colour + 2]) : default);
    }

    /// <summary>Gives the screen around the frame its colour.</summary>
    public void FillRest(DecodedImage image)
    {
        if (Area.Left == 0 && Area.Top == 0 && Area.Width >= image.Width && Area.Height >= image.Height)
            return;
        var pixels = image.Pixels;
        for (int y = 0, i = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++, i += DecodedImage.BytesPerPixel)
            {
                if (x < Area.Left || y < Area.Top || x >= Area.Left + Area.Width || y >= Area.Top + Area.Height)
                    (pixels[i], pixels[i + 1], pixels[i + 2]) = Rest;
            }
        }
    }

    private static int PaletteLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));

    private static int U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
