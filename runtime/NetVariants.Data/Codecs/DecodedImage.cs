using System;
using System.Buffers;

namespace NetVariants.Data.Codecs;

/// <summary>Pixels of red, green, blue and a fourth byte that nothing reads, row by row, in borrowed memory.</summary>
internal sealed class DecodedImage : IDisposable
{
    public const int BytesPerPixel = 4;

    private byte[]? _pixels;

    public DecodedImage(int fullWidth, int fullHeight)
        : this(fullWidth, fullHeight, DecodeRequest.Whole(fullWidth, fullHeight))
    {
    }

    /// <summary>Borrows memory for what is requested of an image.</summary>
    public DecodedImage(int fullWidth, int fullHeight, DecodeRequest request)
    {
        (FullWidth, FullHeight, Reduction, Region) = (fullWidth, fullHeight, request.Reduction, request.Region);
        (Width, Height) = (DecodeRequest.Reduced(fullWidth, Reduction), DecodeRequest.Reduced(fullHeight, Reduction));
        _pixels = ArrayPool<byte>.Shared.Rent(Math.Max(1, checked(BytesPerPixel * Region.Width * Region.Height)));
    }

    /// <summary>The width of the whole image after the reduction.</summary>
    public int Width { get; }

    /// <summary>The height of the whole image after the reduction.</summary>
    public int Height { get; }

    /// <summary>The width in the file; the last reduced column may stand for fewer than <see cref="Reduction"/> of it.</summary>
    public int FullWidth { get; }

    /// <summary>The height in the file.</summary>
    public int FullHeight { get; }

    /// <summary>How many of the file's pixels a pixel stands for, along either side.</summary>
    public int Reduction { get; }

    /// <summary>Where <see cref="Pixels"/> lie in the reduced image.</summary>
    public Box Region { get; }

    /// <summary>The bytes, <c>[Region.Height, Region.Width, 4]</c>.</summary>
    public Span<byte> Pixels => _pixels.AsSpan(0, BytesPerPixel * Region.Width * Region.Height);

    /// <summary>Replaces each colour by its luminance, with the arithmetic of PIL's <c>convert("L")</c>.</summary>
    public void ToGrayscale()
    {
        var pixels = Pixels;
        for (var i = 0; i < pixels.Length; i += BytesPerPixel)
        {
            var luminance = Luminance.Of(pixels[i], pixels[i + 1], pixels[i + 2]);
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (luminance, luminance, luminance);
        }
    }

    public void Dispose()
    {
        if (_pixels is not null)
            ArrayPool<byte>.Shared.Return(_pixels);
        _pixels = null;
    }
}
