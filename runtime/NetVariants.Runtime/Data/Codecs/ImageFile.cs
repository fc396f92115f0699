using System;
using System.Buffers;
using System.IO;
using Microsoft.Win32.SafeHandles;
using NetVariants.Files;

namespace NetVariants.Data.Codecs;

/// <summary>Decodes image files into red, green and blue, as PIL's <c>convert("RGB")</c> does.</summary>
internal static class ImageFile
{
    // Far beyond what the pixels of MaxPixels take; a sparse file of terabytes costs its owner nothing.
    private const long MaxBytes = 1L << 30;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Decodes a file; what it is, its content says and not its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is accepted.</param>
    /// <param name="reduction">By how much a JPEG may be reduced as it is decoded; not at all when null.</param>
    /// <exception cref="ImageFileException">It cannot be read, is damaged, too large, or neither JPEG nor PNG.</exception>
    public static DecodedImage Decode(string path, ImageFolderOptions options, Reduction? reduction = null)
    {
        byte[]? file = null;
        try
        {
            file = Read(path, out int length);
            return Decode(file.AsSpan(0, length), options, reduction);
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ImageFileException(path, FileNames.IsBroken(path) ? FileNames.WhyBroken : error.Message, error);
        }
        finally
        {
            if (file is not null)
                ArrayPool<byte>.Shared.Return(file);
        }
    }

    /// <summary>Decodes a file's bytes.</summary>
    /// <exception cref="FormatException">They are damaged, too large, or neither JPEG nor PNG.</exception>
    public static DecodedImage Decode(ReadOnlySpan<byte> file, ImageFolderOptions options, Reduction? reduction = null)
    {
        if (file is [0xff, 0xd8, ..])
            return Jpeg.Decode(file, options, reduction);
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
        // Four bytes a pixel have to fit into an array.
        if (width * height > Array.MaxLength / 4)
            throw new FormatException($"its {width}×{height} pixels are more than the {Array.MaxLength / 4:N0} that can be decoded");
    }

    /// <summary>The bytes of a file, in borrowed memory.</summary>
    private static byte[] Read(string path, out int length)
    {
        // Opening a pipe waits for somebody who writes, and a device may never end.
        if (FileStatus.Of(path) is { IsRegular: false })
            throw new FormatException("it is no regular file");
        using SafeFileHandle handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        long size = RandomAccess.GetLength(handle);
        if (size > MaxBytes)
            throw new FormatException($"its {size:N0} bytes are more than an image file of at most {MaxBytes:N0}");
        byte[] file = ArrayPool<byte>.Shared.Rent((int)size);
        length = 0;
        while (length < size && RandomAccess.Read(handle, file.AsSpan(length, (int)size - length), length) is > 0 and var read)
            length += read;
        return file;
    }
}
