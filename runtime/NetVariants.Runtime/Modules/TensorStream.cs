using System;
using System.IO;
using static TorchSharp.torch;

namespace NetVariants.Modules;

/// <summary>Reads the bytes of a tensor, which may be more than an array holds.</summary>
/// <param name="tensor">Bytes on the CPU, one after another.</param>
internal sealed class TensorStream(Tensor tensor) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => tensor.NumberOfElements;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, Length - _position);
        if (count == 0)
            return 0;
        using var part = tensor.narrow(0, _position, count);
        part.bytes.CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
