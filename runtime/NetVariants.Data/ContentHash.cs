using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Hashing;
using System.Text;
using NetVariants.Files;

namespace NetVariants.Data;

/// <summary>Adds up what images are made of to a short text that changes with it.</summary>
internal sealed class ContentHash
{
    private readonly XxHash128 _hash = new();

    public void Add(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        _hash.Append(bytes);
    }

    public void Add(string text)
    {
        Add(text.Length);
        _hash.Append(Encoding.UTF8.GetBytes(text));
    }

    public void Add(ReadOnlySpan<byte> bytes) => _hash.Append(bytes);

    /// <summary>Adds the first bytes of a file; nothing where it cannot be read.</summary>
    public void AddBeginning(string path, Span<byte> buffer)
    {
        if (FileStatus.IsIrregular(path))
            return;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            _hash.Append(buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Reading the image reports the error.
        }
    }

    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash());
}
