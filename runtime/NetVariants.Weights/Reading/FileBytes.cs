using System;
using System.IO;
using Microsoft.Win32.SafeHandles;
using NetVariants.Files;

namespace NetVariants.Weights.Reading;

/// <summary>Some bytes of a file: where they lie, and how many they are once inflated.</summary>
internal readonly record struct FileRegion(long Offset, long Packed, long Bytes, bool IsDeflated)
{
    public static FileRegion Stored(long offset, long bytes) => new(offset, bytes, bytes, IsDeflated: false);
}

/// <summary>A file of which any bytes can be read; what cannot be read is a <see cref="WeightFileException"/>.</summary>
internal sealed class FileBytes : IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="WeightFileException">It is a folder, pipe or device.</exception>
    public FileBytes(string path)
    {
        Path = path;
        if (Directory.Exists(path))
            throw Damaged("it is a folder: name the file in it");
        if (FileStatus.IsIrregular(path))
            throw Damaged("it is not a regular file");
        _handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        Length = RandomAccess.GetLength(_handle);
    }

    public string Path { get; }

    public long Length { get; }

    /// <summary>Fills <paramref name="target"/> from <paramref name="offset"/> on.</summary>
    public void Read(Span<byte> target, long offset)
    {
        while (target.Length > 0)
        {
            int read;
            try
            {
                read = RandomAccess.Read(_handle, target, offset);
            }
            catch (IOException error)
            {
                throw Damaged($"byte {offset} cannot be read ({error.Message})", error);
            }

            if (read == 0)
                throw Damaged($"it ends at byte {offset}, where {target.Length} more were expected: copy it again");
            target = target[read..];
            offset += read;
        }
    }

    /// <summary>The first bytes, fewer where the file is shorter.</summary>
    public byte[] Start(int bytes)
    {
        var start = new byte[(int)Math.Min(bytes, Length)];
        Read(start, 0);
        return start;
    }

    public WeightFileException Damaged(string reason, Exception? inner = null) => new(Path, reason, inner);

    public void Dispose() => _handle.Dispose();
}
