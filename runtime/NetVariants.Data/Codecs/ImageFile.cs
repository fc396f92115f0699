using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using Microsoft.Win32.SafeHandles;
using NetVariants.Files;

namespace NetVariants.Data.Codecs;

/// <summary>
/// Decodes image files into red, green and blue, as PIL's <c>convert("RGB")</c> does, or into grey, as its <c>convert("L")</c> does.
/// </summary>
internal static class ImageFile
{
    // Far beyond what the pixels of MaxPixels take; a sparse file of terabytes costs its owner nothing.
    private const long MaxBytes = 1L << 30;

    /// <summary>The extensions of the files that are decoded.</summary>
    public static readonly string[] Extensions = [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp"];

    /// <summary>Whether a file's name says that it is an image.</summary>
    public static bool HasExtension(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Decodes a file; its content says what it is, not its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is accepted.</param>
    /// <param name="request">What of a JPEG is wanted; everything when null.</param>
    /// <exception cref="ImageFileException">It cannot be read, is damaged, too large, or not an image that is supported.</exception>
    public static DecodedImage Decode(string path, DecodeOptions options, DecodeRequest.ForSize? request = null)
    {
        byte[]? file = null;
        try
        {
            file = Read(path, out var length);
            return Decode(file.AsSpan(0, length), options, request);
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException or NotSupportedException
            or ArgumentException)
        {
            throw new ImageFileException(path, FileNames.IsNotUtf8(path) ? FileNames.NotUtf8 : error.Message, error);
        }
        finally
        {
            if (file is not null)
                ArrayPool<byte>.Shared.Return(file);
        }
    }

    /// <summary>Decodes a file's bytes, which may be changed.</summary>
    /// <exception cref="FormatException">They are damaged, too large, or not an image that is supported.</exception>
    public static DecodedImage Decode(Span<byte> file, DecodeOptions options, DecodeRequest.ForSize? request = null)
    {
        var image = ImageDecoder.Decode(file, ImageSignature.Detect(file), options, request);
        if (options.Grayscale)
            image.ToGrayscale();
        return image;
    }

    /// <summary>Refuses sizes that would take the machine's memory.</summary>
    public static void CheckSize(long width, long height, DecodeOptions options)
    {
        if (width < 1 || height < 1)
            throw new FormatException($"its size is {width}×{height}");
        if (width * height > options.MaxPixels)
            throw new FormatException(
                string.Create(
                    CultureInfo.InvariantCulture, $"its {width}×{height} pixels are more than the {options.MaxPixels:N0} of MaxPixels"));
        // They have to fit into an array.
        var most = Array.MaxLength / DecodedImage.BytesPerPixel;
        if (width * height > most)
            throw new FormatException(
                string.Create(
                    CultureInfo.InvariantCulture, $"its {width}×{height} pixels are more than the {most:N0} that can be decoded"));
    }

    /// <summary>The bytes of a file, in borrowed memory.</summary>
    private static byte[] Read(string path, out int length)
    {
        if (FileStatus.IsIrregular(path))
            throw new FormatException("it is not a regular file");
        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var size = RandomAccess.GetLength(handle);
        if (size > MaxBytes)
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"its {size:N0} bytes are more than an image file of at most {MaxBytes:N0}"));
        var file = ArrayPool<byte>.Shared.Rent((int)size);
        length = 0;
        while (length < size && RandomAccess.Read(handle, file.AsSpan(length, (int)size - length), length) is > 0 and var read)
            length += read;
        return file;
    }
}
