using System;
using System.Buffers;

namespace NetVariants.Data.Codecs;

/// <summary>Pixels of red, green and blue bytes, row by row, in borrowed memory.</summary>
internal sealed class DecodedImage : IDisposable
{
    private byte[]? _pixels;

    public DecodedImage(int width, int height)
    {
        (Width, Height) = (width, height);
        _pixels = ArrayPool<byte>.Shared.Rent(Math.Max(1, checked(3 * width * height)));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The bytes, <c>[Height, Width, 3]</c>.</summary>
    public Span<byte> Pixels => _pixels.AsSpan(0, 3 * Width * Height);

    public void Dispose()
    {
        if (_pixels is not null)
            ArrayPool<byte>.Shared.Return(_pixels);
        _pixels = null;
    }
}
