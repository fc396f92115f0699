using System;
using System.IO;

namespace NetVariants.Data.Codecs;

/// <summary>Decodes image files into red, green and blue, as PIL's <c>convert("RGB")</c> does.</summary>
internal static class ImageFile
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Decodes a file; what it is, its content says and not its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is accepted.</param>
    /// <exception cref="ImageFileException">It is damaged, too large, or neither JPEG nor PNG.</exception>
    public static DecodedImage Decode(string path, ImageFolderOptions options)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ImageFileException(path, error.Message, error);
        }

        try
        {
            return Decode(file, options);
        }
        catch (FormatException error)
        {
            throw new ImageFileException(path, error.Message, error);
        }
    }

    /// <summary>Decodes a file's bytes.</summary>
    /// <exception cref="FormatException">They are damaged, too large, or neither JPEG nor PNG.</exception>
    public static DecodedImage Decode(ReadOnlySpan<byte> file, ImageFolderOptions options)
    {
        if (file is [0xff, 0xd8, ..])
            return Jpeg.Decode(file, options);
        if (file.StartsWith(PngSignature))
            return Png.Decode(file, options);
        throw new FormatException(file.IsEmpty ? "it is empty" : "it is neither JPEG nor PNG");
    }

    /// <summary>Refuses sizes that would take the machine's memory.</summary>
    public static void CheckSize(long width, long height, ImageFolderOptions options)
    {
        if (width < 1 || height < 1)
            throw new FormatException($"its size is {width}×{height}");
        if (width * height > options.MaxPixels)
            throw new FormatException($"its {width}×{height} pixels are more than the {options.MaxPixels:N0} of MaxPixels");
    }
}
