using System;
using System.Buffers;

namespace NetVariants.Data.Codecs;

/// <summary>Pixels of red, green and blue bytes, row by row, in borrowed memory.</summary>
internal sealed class DecodedImage : IDisposable
{
    private byte[]? _pixels;

    /// <summary>Borrows memory for a picture whose sides are divided by <paramref name="reduction"/>, rounded up.</summary>
    public DecodedImage(int fullWidth, int fullHeight, int reduction = 1)
    {
        (FullWidth, FullHeight, Reduction) = (fullWidth, fullHeight, reduction);
        (Width, Height) = (Reduced(fullWidth, reduction), Reduced(fullHeight, reduction));
        _pixels = ArrayPool<byte>.Shared.Rent(Math.Max(1, checked(3 * Width * Height)));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The width in the file; the last reduced column may stand for fewer than <see cref="Reduction"/> of it.</summary>
    public int FullWidth { get; }

    /// <summary>The height in the file.</summary>
    public int FullHeight { get; }

    /// <summary>How many of the file's pixels a pixel stands for, along either side.</summary>
    public int Reduction { get; }

    /// <summary>The bytes, <c>[Height, Width, 3]</c>.</summary>
    public Span<byte> Pixels => _pixels.AsSpan(0, 3 * Width * Height);

    public void Dispose()
    {
        if (_pixels is not null)
            ArrayPool<byte>.Shared.Return(_pixels);
        _pixels = null;
    }

    private static int Reduced(int size, int reduction) => (size + reduction - 1) / reduction;
}
