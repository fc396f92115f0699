using System;
using System.Buffers;
using System.IO;
using NetVariants.Data.Codecs;
using NetVariants.Files;
using SkiaSharp;

namespace NetVariants.Data;

/// <summary>Writes images as JPEG.</summary>
public static unsafe class JpegFile
{
    /// <summary>Encodes an image.</summary>
    /// <param name="pixels">Bytes <c>[height, width, 3]</c> of red, green and blue, or <c>[height, width]</c> of grey.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="quality">1 (small) to 100.</param>
    /// <exception cref="ArgumentException">The number of bytes fits neither, or a side is longer than JPEG's 65,535 pixels.</exception>
    /// <exception cref="MissingLibraryException">SkiaSharp's native library cannot be loaded.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int quality = 90)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Clamp(quality, 1, 100), quality, nameof(quality));
        var grey = (long)width * height;
        if (pixels.Length != grey && pixels.Length != 3 * grey)
            throw new ArgumentException(
                $"{pixels.Length} bytes are neither {grey} grey pixels nor {grey} of three colours.", nameof(pixels));
        SkiaLibrary.Load();
        var options = new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore);
        if (pixels.Length == grey)
            return Encode(pixels, new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque), options);
        var padded = ArrayPool<byte>.Shared.Rent(checked(DecodedImage.BytesPerPixel * width * height));
        try
        {
            for (int i = 0, p = 0; i < pixels.Length; i += 3, p += DecodedImage.BytesPerPixel)
                (padded[p], padded[p + 1], padded[p + 2], padded[p + 3]) = (pixels[i], pixels[i + 1], pixels[i + 2], byte.MaxValue);
            return Encode(padded, new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque), options);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(padded);
        }
    }

    /// <summary>Encodes an image into a file, which is written whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> pixels, int width, int height, int quality = 90)
    {
        var file = Encode(pixels, width, height, quality);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    private static byte[] Encode(ReadOnlySpan<byte> pixels, SKImageInfo info, SKJpegEncoderOptions options)
    {
        fixed (byte* bytes = pixels)
        {
            using var image = new SKPixmap(info, (nint)bytes);
            using var file = image.Encode(options);
            return file?.ToArray()
                ?? throw new InvalidOperationException($"SkiaSharp cannot encode an image of {info.Width}×{info.Height} pixels as JPEG.");
        }
    }
}
