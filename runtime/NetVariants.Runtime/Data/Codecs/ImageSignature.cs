using System;
using SkiaSharp;

namespace NetVariants.Data.Codecs;

/// <summary>What a file is, by its first bytes.</summary>
internal static class ImageSignature
{
    /// <summary>The format of an image that is decoded.</summary>
    /// <exception cref="FormatException">It is another file; the message says what, where that is known.</exception>
    public static SKEncodedImageFormat Of(ReadOnlySpan<byte> file) => file switch
    {
        [0xff, 0xd8, ..] => SKEncodedImageFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => SKEncodedImageFormat.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] =>
            SKEncodedImageFormat.Webp,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => SKEncodedImageFormat.Gif,
        [(byte)'B', (byte)'M', ..] => SKEncodedImageFormat.Bmp,
        [] => throw new FormatException("it is empty"),
        _ => throw new FormatException(Foreign(file) is { } kind ? $"it is {kind}" : "it is not a JPEG, PNG, WebP, GIF or BMP file"),
    };

    private static string? Foreign(ReadOnlySpan<byte> file)
    {
        const string Convert = ", which is not supported: convert it to PNG or JPEG";
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8))
            return "a TIFF file" + Convert;
        if (file.Length >= 12 && file[4..].StartsWith("ftyp"u8))
        {
            ReadOnlySpan<byte> brand = file[8..];
            return (brand.StartsWith("avi"u8) ? "an AVIF file" : brand.StartsWith("hei"u8) || brand.StartsWith("mif"u8) ? "a HEIC file" : "a video") + Convert;
        }

        if (file.StartsWith("version https://git-lfs"u8))
            return "a Git LFS pointer, not the image: run 'git lfs pull'";
        if (file.TrimStart("\ufeff \t\r\n"u8) is [(byte)'<', ..])
            return "a web page or XML, not the image: download it again";
        return file.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) ? "compressed with gzip: unpack it" : null;
    }
}
