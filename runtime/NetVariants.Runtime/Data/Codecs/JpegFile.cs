using System;
using System.IO;
using NetVariants.Data.Codecs;
using NetVariants.Files;

namespace NetVariants.Data;

/// <summary>Writes pictures as JPEG, by libturbojpeg (Debian's <c>libturbojpeg0</c>).</summary>
public static class JpegFile
{
    /// <summary>Encodes a picture.</summary>
    /// <param name="pixels">Bytes <c>[height, width, 3]</c> of red, green and blue, or <c>[height, width]</c> of grey.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="quality">1 (small) to 100.</param>
    /// <exception cref="ArgumentException">The number of bytes fits neither.</exception>
    /// <exception cref="InvalidOperationException">The library is missing; the message names the package.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int quality = 90)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Clamp(quality, 1, 100), quality, nameof(quality));
        long grey = (long)width * height;
        if (pixels.Length != grey && pixels.Length != 3 * grey)
            throw new ArgumentException($"{pixels.Length} bytes are neither {grey} grey pixels nor {grey} of three colours.", nameof(pixels));
        return Jpeg.Encode(pixels, width, height, pixels.Length == grey, quality);
    }

    /// <summary>Encodes a picture into a file, which is written whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> pixels, int width, int height, int quality = 90)
    {
        byte[] file = Encode(pixels, width, height, quality);
        AtomicFile.Write(path, stream => stream.Write(file));
    }
}
