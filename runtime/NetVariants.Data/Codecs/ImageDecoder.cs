using System;
using SkiaSharp;

namespace NetVariants.Data.Codecs;

/// <summary>
/// Decodes by SkiaSharp into colours as the file stores them: no colour profile is applied and transparency is not multiplied in, so that
/// dropping it leaves what PIL's <c>convert("RGB")</c> gives.
/// </summary>
internal static unsafe class ImageDecoder
{
    // Fancy upsampling looks at the neighbours of a column; chroma samples are at most four pixels wide.
    private const int Margin = 16;

    /// <summary>Decodes a file's bytes.</summary>
    /// <param name="file">The bytes, which may be changed.</param>
    /// <param name="format">What they are, by their signature.</param>
    /// <param name="options">What is accepted.</param>
    /// <param name="request">What of a JPEG is wanted; everything when null.</param>
    /// <exception cref="FormatException">They are damaged, truncated or too large.</exception>
    /// <exception cref="MissingLibraryException">SkiaSharp's native library cannot be loaded.</exception>
    public static DecodedImage Decode(
        Span<byte> file, SKEncodedImageFormat format, DecodeOptions options, DecodeRequest.ForSize? request)
    {
        SkiaLibrary.Load();
        if (format == SKEncodedImageFormat.Jpeg)
            JpegMarkers.Check(file);
        if (format == SKEncodedImageFormat.Png)
            PngChunks.Check(file);
        var frame = format == SKEncodedImageFormat.Gif ? GifFrame.MakeOpaque(file) : null;
        fixed (byte* bytes = file)
        {
            using var data = SKData.Create((nint)bytes, file.Length);
            using var codec = SKCodec.Create(new SKMemoryStream(data), out var result);
            if (codec is null || codec.EncodedFormat != format)
                throw new FormatException(Explain(result, format));
            var (width, height) = (codec.Info.Width, codec.Info.Height);
            ImageFile.CheckSize(width, height, options);
            var orientation = options.ApplyOrientation ? Exif.Orientation(file, format) : Orientation.Upright;
            var image = new DecodedImage(width, height, Requested(format, width, height, orientation, request));
            try
            {
                result = Read(codec, image);
                if (result != SKCodecResult.Success)
                    throw new FormatException(Explain(result, format));
                frame?.FillRest(image);
                return Orientation.Apply(image, orientation);
            }
            catch
            {
                image.Dispose();
                throw;
            }
        }
    }

    /// <summary>What is decoded: only JPEG can leave something out, and what is turned upright afterwards is decoded whole.</summary>
    private static DecodeRequest Requested(
        SKEncodedImageFormat format, int width, int height, int orientation, DecodeRequest.ForSize? request)
    {
        if (format != SKEncodedImageFormat.Jpeg || request is null)
            return DecodeRequest.Whole(width, height);
        var wanted = Orientation.IsTransposed(orientation) ? request(height, width) : request(width, height);
        if (orientation != Orientation.Upright)
            return DecodeRequest.Whole(width, height, wanted.Reduction);
        var region = wanted.Region;
        var left = Math.Max(0, region.Left - Margin);
        var right = Math.Min(DecodeRequest.Reduced(width, wanted.Reduction), region.Left + region.Width + Margin);
        return wanted with { Region = region with { Left = left, Width = right - left } };
    }

    private static SKCodecResult Read(SKCodec codec, DecodedImage image)
    {
        var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null);
        var region = image.Region;
        fixed (byte* pixels = image.Pixels)
        {
            if (region.Width == image.Width && region.Height == image.Height)
                return codec.GetPixels(info, (nint)pixels);
            var columns = new SKRectI(region.Left, 0, region.Left + region.Width, image.Height);
            var result = codec.StartScanlineDecode(info, new SKCodecOptions(columns));
            if (result != SKCodecResult.Success)
                return result;
            var isWhole = (region.Top == 0 || codec.SkipScanlines(region.Top))
                && codec.GetScanlines((nint)pixels, region.Height, DecodedImage.BytesPerPixel * region.Width) == region.Height;
            return isWhole ? SKCodecResult.Success : SKCodecResult.IncompleteInput;
        }
    }

    private static string Explain(SKCodecResult result, SKEncodedImageFormat format) => result switch
    {
        SKCodecResult.IncompleteInput => "it ends too early or is damaged",
        SKCodecResult.Unimplemented => $"it is of a kind of {format} that is not supported",
        _ => "it is damaged",
    };
}
