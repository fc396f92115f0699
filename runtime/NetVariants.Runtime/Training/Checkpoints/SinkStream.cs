using System;
using System.IO;

namespace NetVariants.Training.Checkpoints;

/// <summary>A stream that hands on what is written to it.</summary>
/// <param name="sink">Receives the bytes.</param>
internal sealed class SinkStream(SinkStream.Sink sink) : Stream
{
    /// <summary>Receives bytes.</summary>
    public delegate void Sink(ReadOnlySpan<byte> bytes);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => sink(buffer);

    public override void Write(byte[] buffer, int offset, int count) => sink(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
