using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Weights.Formats;
using NetVariants.Weights.Reading;

namespace NetVariants.Weights;

/// <summary>
/// A file of named tensors, opened for reading. Opening checks the whole directory of the file, so that a damaged one is refused before a
/// tensor is read; elements are read one tensor at a time, straight into the memory they are for.
/// </summary>
/// <example>
/// <code>
/// using var file = WeightFile.Open("resnet18.safetensors");
/// foreach (var entry in file.Entries)
///     Console.WriteLine(entry);
/// </code>
/// </example>
public sealed class WeightFile : IWeightReader, IDisposable
{
    private const long GatheredLimit = 1 << 30;

    private readonly WeightSource _source;
    private readonly Dictionary<string, (WeightEntry Entry, StoredTensor Tensor)> _byName;

    private WeightFile(WeightSource source)
    {
        _source = source;
        _byName = source.Tensors.ToDictionary(
            tensor => tensor.Name,
            tensor => (new WeightEntry(tensor.Name, tensor.Type, tensor.Layout.Shape), tensor),
            StringComparer.Ordinal);
        Entries = [.. source.Tensors.Select(tensor => _byName[tensor.Name].Entry)];
    }

    /// <summary>The file.</summary>
    public string Path => _source.File.Path;

    /// <summary>The tensors in the order in which the file lists them.</summary>
    public IReadOnlyList<WeightEntry> Entries { get; }

    /// <summary>
    /// What stands among the tensors and cannot be read as one, by name, and what it is: an object of a PyTorch state dict such as
    /// <c>_extra_state</c>, or a tensor of a type that TorchSharp lacks.
    /// </summary>
    public IReadOnlyDictionary<string, string> Unreadable => _source.Unreadable;

    /// <summary>What the file says besides its tensors; empty for formats that hold no such texts.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _source.Metadata;

    /// <summary>
    /// Opens a safetensors file, or one that PyTorch saved: its content decides. Of a PyTorch checkpoint the state dict is found, whatever
    /// else is in it; of a TorchScript archive the parameters and buffers are read. Nothing of a pickle is executed.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="key">
    /// The entry of a PyTorch checkpoint that holds the state dict, or the path to it: <c>checkpoint.model</c>. Where it is null, the usual
    /// ones (<c>state_dict</c>, <c>model_state_dict</c>, <c>model</c>, …) are tried, and then the only dictionary of tensors is taken.
    /// </param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="WeightFileException">The file is damaged, is not one of these, or has no state dict: the message says what it
    /// is.</exception>
    public static WeightFile Open(string path, string? key = null)
    {
        var file = new FileBytes(path);
        try
        {
            return new WeightFile(Source(file, key));
        }
        catch (FormatException error)
        {
            file.Dispose();
            throw file.Damaged(error.Message, error);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The entry of <paramref name="name"/>, or null.</summary>
    public WeightEntry? Find(string name) => _byName.TryGetValue(name, out (WeightEntry Entry, StoredTensor) found) ? found.Entry : null;

    /// <summary>Reads a tensor's elements in their order, the last dimension fastest, little-endian.</summary>
    /// <exception cref="KeyNotFoundException">The file has no tensor of this name.</exception>
    /// <exception cref="WeightFileException">Its bytes cannot be read.</exception>
    /// <exception cref="OverflowException">An array cannot hold them: read them in parts.</exception>
    public byte[] ReadBytes(string name)
    {
        var entry = Entry(name);
        if (entry.Bytes > Array.MaxLength)
            throw new OverflowException($"'{name}' has {entry.Bytes} bytes, more than an array holds: read it in parts.");
        var bytes = new byte[entry.Bytes];
        ReadBytes(name, bytes);
        return bytes;
    }

    /// <summary>Fills <paramref name="target"/> with bytes of a tensor's elements, from the byte <paramref name="start"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has fewer bytes.</exception>
    /// <exception cref="KeyNotFoundException">The file has no tensor of this name.</exception>
    /// <exception cref="WeightFileException">Its bytes cannot be read.</exception>
    public void ReadBytes(string name, Span<byte> target, long start = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        var entry = Entry(name);
        if (start > entry.Bytes - target.Length)
            throw new ArgumentOutOfRangeException(
                nameof(start), start, $"'{name}' has {entry.Bytes} bytes, fewer than {start} and {target.Length} more.");
        var tensor = _byName[name].Tensor;
        CheckContiguous(name, tensor);
        if (target.IsEmpty)
            return;
        if (tensor.Layout.IsContiguous || target.Length == entry.Bytes)
        {
            _source.Read(tensor, start, target);
            return;
        }

        // Elements with gaps are gathered as a whole.
        var whole = new byte[entry.Bytes];
        _source.Read(tensor, 0, whole);
        whole.AsSpan((int)start, target.Length).CopyTo(target);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _source.Dispose();

    /// <summary>The entry of <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">The file has no tensor of this name.</exception>
    internal WeightEntry Entry(string name) => Find(name) ?? throw new KeyNotFoundException($"'{Path}' has no tensor '{name}'.");

    /// <summary>
    /// Reads what belongs to the tensors once and checks the sums that the format keeps, so that a bad disk shows before a model is
    /// changed.
    /// </summary>
    /// <exception cref="WeightFileException">A part cannot be read or has another checksum.</exception>
    internal void Verify(IEnumerable<string> names)
    {
        foreach (var name in names)
            CheckContiguous(name, _byName[name].Tensor);
        _source.Verify();
    }

    private static WeightSource Source(FileBytes file, string? key)
    {
        var start = file.Start(UnsupportedFile.StartBytes);
        if (SafetensorsFile.HasHeader(start, file.Length))
            return new SafetensorsFile(file);
        if (start.AsSpan().StartsWith("PK\u0003\u0004"u8))
            return new ZipCheckpoint(file, key);
        // A pickle: of protocol 2 and more, or the magic number in protocol 0 and 1.
        if (start is [0x80, <= 5, ..] || start.AsSpan().StartsWith("L119547037146038801333356L"u8))
            return new LegacyCheckpoint(file, key);
        if (UnsupportedFile.Describe(start) is { } kind)
            throw new FormatException(kind);
        return new SafetensorsFile(file);
    }

    /// <summary>Refuses a tensor whose elements would have to be gathered from more memory than is set aside for it.</summary>
    private void CheckContiguous(string name, StoredTensor tensor)
    {
        if (!tensor.Layout.IsContiguous && WeightEntry.ElementCount(tensor.Layout.Shape) > GatheredLimit / tensor.Type.Bytes)
            throw _source.File.Damaged(
                $"the tensor '{name}' of more than {GatheredLimit >> 20} MiB is not contiguous: save tensor.contiguous()");
    }
}
