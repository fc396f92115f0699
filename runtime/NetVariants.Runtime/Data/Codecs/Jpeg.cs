using System;
using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetVariants.Data.Codecs;

/// <summary>
/// JPEG by libturbojpeg (Debian's <c>libturbojpeg0</c>), whose decoder PIL uses too: the same pixels to the last bit. Errors inside it come back as codes,
/// never as a jump through managed frames.
/// </summary>
internal static unsafe partial class Jpeg
{
    private const string Library = "libturbojpeg.so.0";
    private const int Rgb = 0;
    private const int Cmyk = 11;
    private const int Cmyk8 = 3;
    private const int Ycck = 4;
    private const int Subsampling420 = 2;
    private const int FatalError = 1;

    [ThreadStatic]
    private static Handle? t_decoder;

    [ThreadStatic]
    private static Handle? t_encoder;

    /// <summary>Decodes a file's bytes.</summary>
    /// <exception cref="FormatException">They are damaged or truncated.</exception>
    public static DecodedImage Decode(ReadOnlySpan<byte> file, ImageFolderOptions options)
    {
        try
        {
            DecodedImage image = Decode((t_decoder ??= Create(InitDecompress)).DangerousGetHandle(), file, options);
            return options.ApplyOrientation ? Orientation.Apply(image, JpegMarkers.Orientation(file)) : image;
        }
        catch (FormatException)
        {
            // A decoder that met a damaged file may carry something of it into the next.
            t_decoder?.Dispose();
            t_decoder = null;
            throw;
        }
    }

    private static DecodedImage Decode(nint decoder, ReadOnlySpan<byte> file, ImageFolderOptions options)
    {
        fixed (byte* bytes = file)
        {
            if (DecompressHeader(decoder, bytes, (nuint)file.Length, out int width, out int height, out _, out int colours) != 0)
                ThrowIfIncomplete(decoder);
            ImageFile.CheckSize(width, height, options);
            DecodedImage image = new(width, height);
            bool isCmyk = colours is Cmyk8 or Ycck;
            byte[]? inks = isCmyk ? ArrayPool<byte>.Shared.Rent(4 * width * height) : null;
            try
            {
                fixed (byte* target = inks is null ? image.Pixels : inks)
                {
                    if (Decompress(decoder, bytes, (nuint)file.Length, target, width, 0, height, isCmyk ? Cmyk : Rgb, 0) != 0)
                        ThrowIfIncomplete(decoder);
                }

                if (inks is not null)
                    FromInks(inks, image.Pixels, isInverted: JpegMarkers.HasAdobe(file));
                return image;
            }
            catch
            {
                image.Dispose();
                throw;
            }
            finally
            {
                if (inks is not null)
                    ArrayPool<byte>.Shared.Return(inks);
            }
        }
    }

    /// <summary>Encodes pixels of red, green and blue, or grey ones.</summary>
    /// <param name="pixels">Bytes <c>[height, width, 3]</c>, or <c>[height, width]</c> for grey.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="isGrey">Whether there is one byte a pixel.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, bool isGrey, int quality)
    {
        const int Grey = 6, GreySubsampling = 3;
        nint encoder = (t_encoder ??= Create(InitCompress)).DangerousGetHandle();
        byte* file = null;
        nuint length = 0;
        try
        {
            fixed (byte* source = pixels)
            {
                if (Compress(encoder, source, width, 0, height, isGrey ? Grey : Rgb, ref file, ref length, isGrey ? GreySubsampling : Subsampling420, quality, 0) != 0)
                    throw new FormatException(ErrorOf(encoder));
            }

            return new ReadOnlySpan<byte>(file, (int)length).ToArray();
        }
        finally
        {
            Free(file);
        }
    }

    private static Handle Create(Func<nint> init)
    {
        try
        {
            return init() is var handle && handle != 0 ? new Handle(handle) : throw new InvalidOperationException("libturbojpeg has no memory for a decoder.");
        }
        catch (Exception error) when (NativeLibraries.IsMissing(error))
        {
            throw NativeLibraries.Missing("libturbojpeg0", error);
        }
    }

    /// <summary>PIL bears with what the decoder only warns of, but not with a file that ends too early.</summary>
    private static void ThrowIfIncomplete(nint decoder)
    {
        string error = ErrorOf(decoder);
        if (ErrorCode(decoder) == FatalError || error.Contains("Premature end", StringComparison.Ordinal))
            throw new FormatException(error);
    }

    /// <summary>Cyan, magenta, yellow and black to red, green and blue; Adobe's files hold the inks inverted.</summary>
    private static void FromInks(ReadOnlySpan<byte> inks, Span<byte> pixels, bool isInverted)
    {
        int flip = isInverted ? 0 : 255;
        for (int i = 0, p = 0; p < pixels.Length; i += 4)
        {
            int light = inks[i + 3] ^ flip;
            for (int c = 0; c < 3; c++)
            {
                // x · light / 255, rounded.
                int product = ((inks[i + c] ^ flip) * light) + 128;
                pixels[p++] = (byte)((product + (product >> 8)) >> 8);
            }
        }
    }

    private static string ErrorOf(nint handle) => Marshal.PtrToStringUTF8(ErrorText(handle)) ?? "unknown error";

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    private static partial nint InitDecompress();

    [LibraryImport(Library, EntryPoint = "tjInitCompress")]
    private static partial nint InitCompress();

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint handle);

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    private static partial int DecompressHeader(nint handle, byte* file, nuint length, out int width, out int height, out int subsampling, out int colours);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    private static partial int Decompress(nint handle, byte* file, nuint length, byte* pixels, int width, int pitch, int height, int format, int flags);

    [LibraryImport(Library, EntryPoint = "tjCompress2")]
    private static partial int Compress(
        nint handle, byte* pixels, int width, int pitch, int height, int format, ref byte* file, ref nuint length, int subsampling, int quality, int flags);

    [LibraryImport(Library, EntryPoint = "tjFree")]
    private static partial void Free(byte* file);

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    private static partial nint ErrorText(nint handle);

    [LibraryImport(Library, EntryPoint = "tjGetErrorCode")]
    private static partial int ErrorCode(nint handle);

    /// <summary>A decoder or encoder of a thread, released with it.</summary>
    private sealed class Handle : SafeHandleZeroOrMinusOneIsInvalid
    {
        public Handle(nint value)
            : base(ownsHandle: true) => SetHandle(value);

        protected override bool ReleaseHandle() => Destroy(handle) == 0;
    }
}
