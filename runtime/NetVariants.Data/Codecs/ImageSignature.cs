using System;
using NetVariants.Files;
using SkiaSharp;

namespace NetVariants.Data.Codecs;

/// <summary>What a file is, by its first bytes.</summary>
internal static class ImageSignature
{
    private const int StartBytes = 512;

    /// <summary>The format of an image that is decoded.</summary>
    /// <exception cref="FormatException">It is another file; the message says what, where that is known.</exception>
    public static SKEncodedImageFormat Detect(ReadOnlySpan<byte> file) => file switch
    {
        [0xff, 0xd8, ..] => SKEncodedImageFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => SKEncodedImageFormat.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] =>
            SKEncodedImageFormat.Webp,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => SKEncodedImageFormat.Gif,
        [(byte)'B', (byte)'M', ..] => SKEncodedImageFormat.Bmp,
        _ => throw new FormatException(
            Unsupported(file) ?? DownloadedFile.Describe(
                file[..Math.Min(file.Length, StartBytes)]) ?? "it is not a JPEG, PNG, WebP, GIF or BMP file"),
    };

    private static string? Unsupported(ReadOnlySpan<byte> file)
    {
        string? kind = null;
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8))
            kind = "a TIFF file";
        else if (file.Length >= 12 && file[4..].StartsWith("ftyp"u8))
            kind = file[8..].StartsWith("avi"u8)
                ? "an AVIF file"
                : file[8..].StartsWith("hei"u8) || file[8..].StartsWith("mif"u8) ? "a HEIC file" : "a video";
        else if (IsSvg(file[..Math.Min(file.Length, StartBytes)]))
            kind = "an SVG drawing";
        return kind is null ? null : $"it is {kind}, which is not supported: convert it to PNG or JPEG";
    }

    /// <summary>Whether a text's first element is SVG's.</summary>
    private static bool IsSvg(ReadOnlySpan<byte> start)
    {
        var before = "\ufeff \t\r\n"u8;
        var text = start.TrimStart(before);
        while (text is [(byte)'<', (byte)'?' or (byte)'!', ..] && !text.StartsWith("<!DOCTYPE svg"u8))
        {
            var end = text.StartsWith("<!--"u8) ? "-->"u8 : ">"u8;
            if (text.IndexOf(end) is not (>= 0 and var at))
                return false;
            text = text[(at + end.Length)..].TrimStart(before);
        }

        return text.StartsWith("<svg"u8) || text.StartsWith("<!DOCTYPE svg"u8);
    }
}
