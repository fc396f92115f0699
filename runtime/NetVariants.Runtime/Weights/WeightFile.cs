using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Win32.SafeHandles;
using NetVariants.Weights.Formats;
using static TorchSharp.torch;

namespace NetVariants.Weights;

/// <summary>
/// A file of named tensors, opened for reading. Opening checks the whole directory of the file, so that a damaged one is refused before a tensor is
/// read; elements are read one tensor at a time, straight into the tensor's memory.
/// </summary>
/// <example>
/// <code>
/// using WeightFile file = WeightFile.Open("resnet18.safetensors");
/// foreach (WeightEntry entry in file.Entries)
///     Console.WriteLine(entry);
/// </code>
/// </example>
public abstract class WeightFile : IDisposable
{
    // What is read ahead of tensors, or through a buffer where the tensor's memory cannot be had.
    private const int Block = 1 << 22;

    private readonly Dictionary<string, WeightEntry> _byName = new(StringComparer.Ordinal);
    private readonly SafeFileHandle _handle;

    private protected WeightFile(string path, SafeFileHandle handle)
    {
        Path = path;
        _handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The tensors in the order in which the file lists them.</summary>
    public IReadOnlyList<WeightEntry> Entries { get; private protected set; } = [];

    /// <summary>What the file says beside its tensors; empty for formats that hold no such texts.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; private protected set; } = new Dictionary<string, string>();

    /// <summary>The bytes of the file.</summary>
    internal long Length { get; }

    /// <summary>Opens a safetensors file or one that PyTorch saved (1.6 or newer); which of them is told by its first bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">
    /// The entry of a PyTorch checkpoint that holds the state dict; where it is null and the file is no state dict itself, <c>state_dict</c>,
    /// <c>model_state_dict</c>, <c>model</c> and <c>weights</c> are tried.
    /// </param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="WeightFileException">The file is damaged, foreign or holds what is no tensor.</exception>
    public static WeightFile Open(string path, string? key = null)
    {
        SafeFileHandle handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        try
        {
            Span<byte> start = stackalloc byte[4];
            int read = RandomAccess.Read(handle, start, 0);
            return read == 4 && start.SequenceEqual("PK\u0003\u0004"u8) ? new TorchFile(path, handle, key) : new SafetensorsFile(path, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The entry of <paramref name="name"/>, or null.</summary>
    public WeightEntry? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads a tensor: a new one on the CPU, which belongs to the calling thread's dispose scope.</summary>
    /// <exception cref="KeyNotFoundException">The file has no tensor of this name.</exception>
    /// <exception cref="WeightFileException">Its bytes cannot be read.</exception>
    public Tensor Read(string name)
    {
        WeightEntry entry = Entry(name);
        Tensor tensor = empty([.. entry.Shape], entry.Type);
        try
        {
            Fill(entry, tensor);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Reads a tensor into <paramref name="target"/>, which has its shape; another element type or device is converted to.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="KeyNotFoundException">The file has no tensor of this name.</exception>
    /// <exception cref="WeightFileException">Its bytes cannot be read.</exception>
    public void CopyTo(string name, Tensor target)
    {
        WeightEntry entry = Entry(name);
        if (!target.shape.AsSpan().SequenceEqual([.. entry.Shape]))
            throw new ArgumentException($"'{name}' is {ShapeText.Of(entry.Shape)} in the file, the target is {ShapeText.Of(target.shape)}.", nameof(target));
        if (target.dtype == entry.Type && target.device_type == TorchSharp.DeviceType.CPU && target.is_contiguous())
        {
            Fill(entry, target);
            return;
        }

        using IDisposable noGradients = no_grad();
        using Tensor staged = Read(name);
        target.copy_(staged);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _handle.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads the whole file once and checks the sums that its format keeps, so that a bad disk shows before a model is changed.</summary>
    /// <exception cref="WeightFileException">A part cannot be read or has another checksum.</exception>
    internal abstract void Verify();

    /// <summary>Reads an entry's elements into a contiguous tensor of its type and shape on the CPU.</summary>
    private protected abstract void Fill(WeightEntry entry, Tensor target);

    private protected void Index(IReadOnlyList<WeightEntry> entries)
    {
        Entries = entries;
        foreach (WeightEntry entry in entries)
        {
            if (!_byName.TryAdd(entry.Name, entry))
                throw Damaged($"the tensor '{entry.Name}' is listed twice");
        }
    }

    private protected WeightFileException Damaged(string reason, Exception? inner = null) => new(Path, reason, inner);

    /// <summary>Reads the elements of a contiguous tensor from where they lie in the file.</summary>
    private protected void ReadElements(Tensor target, long offset, long bytes)
    {
        if (bytes == 0)
            return;
        if (bytes <= int.MaxValue)
        {
            ReadExactly(target.bytes, offset);
            GC.KeepAlive(target);
            return;
        }

        // A span ends at 2 GiB.
        using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1) { Position = offset };
        target.ReadBytesFromStream(stream, Block);
    }

    /// <summary>Fills <paramref name="target"/> from the file.</summary>
    private protected void ReadExactly(Span<byte> target, long offset)
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

    /// <summary>Hands some bytes of the file to <paramref name="take"/>, block by block.</summary>
    private protected void Scan(long offset, long bytes, Action<ReadOnlySpan<byte>>? take = null)
    {
        byte[] buffer = new byte[(int)Math.Min(bytes, Block)];
        for (long done = 0; done < bytes;)
        {
            Span<byte> block = buffer.AsSpan(0, (int)Math.Min(bytes - done, buffer.Length));
            ReadExactly(block, offset + done);
            take?.Invoke(block);
            done += block.Length;
        }
    }

    private WeightEntry Entry(string name) => Find(name) ?? throw new KeyNotFoundException($"'{Path}' has no tensor '{name}'.");
}
