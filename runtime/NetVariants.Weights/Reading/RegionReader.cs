using System;
using System.IO;
using System.IO.Compression;

namespace NetVariants.Weights.Reading;

/// <summary>Reads a region of a file from front to back and inflates it where it is deflated, never more of it than is asked for.</summary>
internal sealed class RegionReader : IDisposable
{
    private readonly FileBytes _file;
    private readonly FileRegion _region;
    private readonly Stream? _inflated;

    public RegionReader(FileBytes file, FileRegion region)
    {
        _file = file;
        _region = region;
        _inflated = region.IsDeflated ? new DeflateStream(new PackedStream(file, region), CompressionMode.Decompress) : null;
    }

    /// <summary>The bytes of the region that were passed.</summary>
    public long Position { get; private set; }

    /// <summary>The bytes that are left.</summary>
    public long Remaining => _region.Bytes - Position;

    /// <summary>Fills <paramref name="target"/> with the next bytes.</summary>
    public void Read(Span<byte> target)
    {
        if (target.Length > Remaining)
            throw _file.Damaged($"a part of {_region.Bytes} bytes at byte {_region.Offset} ends too early");
        if (_inflated is null)
            _file.Read(target, _region.Offset + Position);
        else
            Inflate(target);
        Position += target.Length;
    }

    /// <summary>Skips some bytes.</summary>
    public void Skip(long bytes)
    {
        if (bytes > Remaining)
            throw _file.Damaged($"a part of {_region.Bytes} bytes at byte {_region.Offset} ends too early");
        Span<byte> passed = stackalloc byte[_inflated is null ? 0 : 4096];
        for (var left = _inflated is null ? 0 : bytes; left > 0; left -= Math.Min(left, passed.Length))
            Inflate(passed[..(int)Math.Min(left, passed.Length)]);
        Position += bytes;
    }

    public void Dispose() => _inflated?.Dispose();

    private void Inflate(Span<byte> target)
    {
        try
        {
            _inflated!.ReadExactly(target);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw _file.Damaged($"the compressed part at byte {_region.Offset} is damaged: copy the file again", error);
        }
    }

    /// <summary>The packed bytes of a region.</summary>
    private sealed class PackedStream(FileBytes file, FileRegion region) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => region.Packed;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var target = buffer[..(int)Math.Min(buffer.Length, region.Packed - _position)];
            file.Read(target, region.Offset + _position);
            _position += target.Length;
            return target.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
