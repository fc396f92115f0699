using System;

namespace NetVariants.Weights.Reading;

/// <summary>
/// Brings the elements of a tensor with gaps or another order, such as a transposed one, into their own order; the file is read from front
/// to back.
/// </summary>
internal sealed class StridedReader
{
    private readonly RegionReader _reader;
    private readonly int _size;
    private readonly byte[] _window = new byte[1 << 16];
    private long _begin;
    private int _length;

    private StridedReader(RegionReader reader, int size) => (_reader, _size) = (reader, size);

    /// <summary>Reads a tensor whose first element is the reader's next; <see cref="TensorLayout.Reach"/> is known to be finite.</summary>
    public static void Read(RegionReader reader, TensorLayout layout, int size, Span<byte> target)
    {
        if (target.Length == 0)
            return;
        var order = layout.ByStride();
        Array.Reverse(order);
        new StridedReader(reader, size).Read(
            layout, TensorLayout.Contiguous(layout.Shape), order, 0, 0, target, layout.Reach()!.Value * size);
    }

    private void Read(TensorLayout source, TensorLayout own, ReadOnlySpan<int> dimensions, long from, long to, Span<byte> target, long end)
    {
        if (dimensions.IsEmpty)
        {
            At(from * _size, end).CopyTo(target.Slice((int)(to * _size), _size));
            return;
        }

        var dimension = dimensions[0];
        for (long i = 0; i < source.Shape[dimension]; i++)
            Read(source, own, dimensions[1..], from + (i * source.Strides[dimension]), to + (i * own.Strides[dimension]), target, end);
    }

    /// <summary>The element at a byte, which is never before the last one asked for.</summary>
    private ReadOnlySpan<byte> At(long offset, long end)
    {
        if (offset + _size > _begin + _length)
        {
            _reader.Skip(offset - (_begin + _length));
            _begin = offset;
            _length = (int)Math.Min(_window.Length, end - offset);
            _reader.Read(_window.AsSpan(0, _length));
        }

        return _window.AsSpan((int)(offset - _begin), _size);
    }
}
