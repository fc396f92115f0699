using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Hashing;
using System.Linq;
using System.Text;

namespace NetVariants.Weights.Formats;

/// <summary>
/// Writes a zip archive of stored members, each beginning at a multiple of 64 bytes, as torch's own archives do: they can be mapped into
/// memory and used in place. Sizes of 4 GiB and more go into ZIP64 fields.
/// </summary>
internal sealed class ZipWriter(Stream stream)
{
    private const int Alignment = 64;
    private const ushort Zip64 = 1;

    // A field that readers skip; "FB" is what torch fills with.
    private const ushort Padding = 0x4246;
    private const ushort Version = 45;
    private const uint Large = uint.MaxValue;

    private readonly List<(string Name, long Header, long Bytes, uint Crc)> _members = [];
    private long _position;

    /// <summary>Adds a member; <paramref name="write"/> writes exactly <paramref name="bytes"/> bytes.</summary>
    public void Add(string name, long bytes, Action<Stream> write)
    {
        var header = _position;
        var local = LocalHeader(name, header, bytes);
        Put(local);
        var content = new Counted(stream);
        write(content);
        if (content.Length != bytes)
            throw new InvalidOperationException($"The member '{name}' has {content.Length} bytes, not {bytes}.");
        _position += bytes;
        var crc = content.Crc;
        _members.Add((name, header, bytes, crc));

        // The checksum is known only now.
        stream.Position -= bytes + local.Length - 14;
        Span<byte> sum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(sum, crc);
        stream.Write(sum);
        stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>Writes the directory.</summary>
    public void Finish()
    {
        var start = _position;
        foreach (var (name, header, bytes, crc) in _members)
            Put(CentralHeader(name, header, bytes, crc));
        var length = _position - start;
        var isLarge = start >= Large || _members.Count >= ushort.MaxValue;
        if (isLarge)
            Put(End64(start, length));
        var end = new Record();
        end.U32(0x06054b50).U16(0).U16(0).U16((ushort)Math.Min(_members.Count, ushort.MaxValue)).U16(
            (ushort)Math.Min(_members.Count, ushort.MaxValue))
            .U32((uint)Math.Min(length, Large)).U32((uint)Math.Min(start, Large)).U16(0);
        Put(end.ToArray());
    }

    private static byte[] LocalHeader(string name, long offset, long bytes)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        var extra = new Record();
        if (bytes >= Large)
            extra.U16(Zip64).U16(16).U64(bytes).U64(bytes);
        // Fills up to the boundary; the field's own head takes four bytes.
        var data = offset + 30 + nameBytes.Length + extra.Length + 4;
        var fill = (int)((Alignment - (data % Alignment)) % Alignment);
        extra.U16(Padding).U16((ushort)fill).Bytes(Enumerable.Repeat((byte)'Z', fill).ToArray());
        var header = new Record();
        var size = bytes >= Large ? Large : (uint)bytes;
        header.U32(0x04034b50).U16(Version).U16(0x800).U16(0).U16(0).U16(0x21).U32(0).U32(size).U32(size)
            .U16((ushort)nameBytes.Length).U16((ushort)extra.Length).Bytes(nameBytes).Bytes(extra.ToArray());
        return header.ToArray();
    }

    private static byte[] CentralHeader(string name, long offset, long bytes, uint crc)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        var extra = new Record();
        if (bytes >= Large || offset >= Large)
        {
            extra.U16(Zip64).U16((ushort)((bytes >= Large ? 16 : 0) + (offset >= Large ? 8 : 0)));
            if (bytes >= Large)
                extra.U64(bytes).U64(bytes);
            if (offset >= Large)
                extra.U64(offset);
        }

        var size = bytes >= Large ? Large : (uint)bytes;
        var header = new Record();
        header.U32(0x02014b50).U16(Version).U16(Version).U16(0x800).U16(0).U16(0).U16(0x21).U32(crc).U32(size).U32(size)
            .U16((ushort)nameBytes.Length).U16((ushort)extra.Length).U16(0).U16(0).U16(0).U32(0)
            .U32(offset >= Large ? Large : (uint)offset).Bytes(nameBytes).Bytes(extra.ToArray());
        return header.ToArray();
    }

    private byte[] End64(long start, long length)
    {
        var record = new Record();
        record
            .U32(0x06064b50)
            .U64(44)
            .U16(Version)
            .U16(Version)
            .U32(0)
            .U32(0)
            .U64(_members.Count)
            .U64(_members.Count)
            .U64(length)
            .U64(start);
        record.U32(0x07064b50).U32(0).U64(start + length).U32(1);
        return record.ToArray();
    }

    private void Put(byte[] bytes)
    {
        stream.Write(bytes);
        _position += bytes.Length;
    }

    /// <summary>A record of little-endian numbers.</summary>
    private sealed class Record
    {
        private readonly MemoryStream _bytes = new();

        public int Length => (int)_bytes.Length;

        public Record U16(ushort value) => Bytes([(byte)value, (byte)(value >> 8)]);

        public Record U32(uint value) => U16((ushort)value).U16((ushort)(value >> 16));

        public Record U64(long value) => U32((uint)value).U32((uint)(value >> 32));

        public Record Bytes(byte[] bytes)
        {
            _bytes.Write(bytes);
            return this;
        }

        public byte[] ToArray() => _bytes.ToArray();
    }

    /// <summary>Passes bytes on, counting and summing them.</summary>
    private sealed class Counted(Stream target) : Stream
    {
        private readonly Crc32 _crc = new();
        private long _length;

        public uint Crc => _crc.GetCurrentHashAsUInt32();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position
        {
            get => _length;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _crc.Append(buffer);
            _length += buffer.Length;
            target.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() => target.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
