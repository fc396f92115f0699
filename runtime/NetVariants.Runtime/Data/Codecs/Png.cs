using System;
using System.Runtime.InteropServices;

namespace NetVariants.Data.Codecs;

/// <summary>
/// PNG by libpng's simplified interface (Debian's <c>libpng16-16</c>), which handles palettes, interlacing and 16 bits, and returns errors as codes. Where there
/// is transparency, the colours are taken and the transparency is dropped, as PIL does.
/// </summary>
internal static unsafe partial class Png
{
    private const string Library = "libpng16.so.16";
    private const uint Version = 1;
    private const uint Rgba = 3;
    private const uint SixteenBitsAreSrgb = 4;
    private const uint ErrorMask = 2;

    /// <summary>Decodes a file's bytes.</summary>
    /// <exception cref="FormatException">They are damaged or truncated.</exception>
    public static DecodedImage Decode(ReadOnlySpan<byte> file, ImageFolderOptions options)
    {
        Image png = new() { Version = Version };
        fixed (byte* bytes = file)
        {
            try
            {
                if (BeginRead(&png, (nint)bytes, (nuint)file.Length) == 0)
                    throw new FormatException(MessageOf(png));
                ImageFile.CheckSize(png.Width, png.Height, options);
                png.Format = Rgba;
                png.Flags |= SixteenBitsAreSrgb;
                byte[] pixels = new byte[checked((int)(4 * png.Width * png.Height))];
                fixed (byte* target = pixels)
                {
                    if (FinishRead(&png, null, target, 0, null) == 0 || (png.WarningOrError & ErrorMask) != 0)
                        throw new FormatException(MessageOf(png));
                }

                DecodedImage image = new((int)png.Width, (int)png.Height);
                Span<byte> colours = image.Pixels;
                for (int i = 0, p = 0; p < colours.Length; i += 4)
                {
                    colours[p++] = pixels[i];
                    colours[p++] = pixels[i + 1];
                    colours[p++] = pixels[i + 2];
                }

                return image;
            }
            catch (Exception error) when (NativeLibraries.IsMissing(error))
            {
                throw NativeLibraries.Missing("libpng16-16", error);
            }
            finally
            {
                if (png.Opaque != 0)
                    FreeImage(&png);
            }
        }
    }

    private static string MessageOf(Image png) => Marshal.PtrToStringUTF8((nint)png.Message) is { Length: > 0 } text ? text : "unknown error";

    [LibraryImport(Library, EntryPoint = "png_image_begin_read_from_memory")]
    private static partial int BeginRead(Image* image, nint file, nuint length);

    [LibraryImport(Library, EntryPoint = "png_image_finish_read")]
    private static partial int FinishRead(Image* image, void* background, byte* pixels, int stride, void* colourMap);

    [LibraryImport(Library, EntryPoint = "png_image_free")]
    private static partial void FreeImage(Image* image);

    /// <summary>libpng's png_image.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Image
    {
        public nint Opaque;
        public uint Version;
        public uint Width;
        public uint Height;
        public uint Format;
        public uint Flags;
        public uint ColourMapEntries;
        public uint WarningOrError;
        public fixed byte Message[64];
    }
}
