using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
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
public sealed class WeightFile : IDisposable
{
    // A span ends at 2 GiB: larger tensors are read in parts.
    private const long Part = 1 << 30;

    private readonly WeightSource _source;
    private readonly Dictionary<string, (WeightEntry Entry, StoredTensor Tensor)> _byName;

    private WeightFile(WeightSource source)
    {
        _source = source;
        _byName = source.Tensors.ToDictionary(
            tensor => tensor.Name, tensor => (new WeightEntry(tensor.Name, ScalarTypes.Of(tensor.Type), tensor.Layout.Shape), tensor), StringComparer.Ordinal);
        Entries = [.. source.Tensors.Select(tensor => _byName[tensor.Name].Entry)];
    }

    /// <summary>The file.</summary>
    public string Path => _source.File.Path;

    /// <summary>The tensors in the order in which the file lists them.</summary>
    public IReadOnlyList<WeightEntry> Entries { get; }

    /// <summary>
    /// What stands among the tensors and cannot be read as one, by name, and what it is: an object of a PyTorch state dict such as <c>_extra_state</c>, or a
    /// tensor of a type that TorchSharp lacks.
    /// </summary>
    public IReadOnlyDictionary<string, string> Unreadable => _source.Unreadable;

    /// <summary>What the file says beside its tensors; empty for formats that hold no such texts.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _source.Metadata;

    /// <summary>
    /// Opens a safetensors file, or one that PyTorch saved: its content decides. Of a PyTorch checkpoint the state dict is found, whatever else is in it; of a
    /// TorchScript archive the parameters and buffers are read. Nothing of a pickle is executed.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="key">
    /// The entry of a PyTorch checkpoint that holds the state dict, or the path to it: <c>checkpoint.model</c>. Where it is null, the usual ones
    /// (<c>state_dict</c>, <c>model_state_dict</c>, <c>model</c>, …) are tried, and then the only dictionary of tensors is taken.
    /// </param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="WeightFileException">The file is damaged, is none of these, or has no state dict: the message says what it is.</exception>
    public static WeightFile Open(string path, string? key = null)
    {
        FileBytes file = new(path);
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

    /// <summary>Reads a tensor: a new one on the CPU, which belongs to the calling thread's dispose scope.</summary>
    /// <exception cref="KeyNotFoundException">The file has no tensor of this name.</exception>
    /// <exception cref="WeightFileException">Its bytes cannot be read.</exception>
    public Tensor Read(string name)
    {
        WeightEntry entry = Entry(name);
        Tensor tensor = empty([.. entry.Shape], entry.Type);
        try
        {
            Fill(name, tensor);
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
        Load(name, target);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _source.Dispose();

    /// <summary>Reads what belongs to the tensors once and checks the sums that the format keeps, so that a bad disk shows before a model is changed.</summary>
    /// <exception cref="WeightFileException">A part cannot be read or has another checksum.</exception>
    internal void Verify(IEnumerable<string> names)
    {
        foreach (string name in names)
            CheckContiguous(name, _byName[name].Tensor);
        _source.Verify();
    }

    /// <summary>Reads a tensor's elements into a target of as many, in their order.</summary>
    internal void Load(string name, Tensor target)
    {
        if (target.dtype == Entry(name).Type && target.device_type == TorchSharp.DeviceType.CPU && target.is_contiguous())
        {
            Fill(name, target);
            return;
        }

        using IDisposable noGradients = no_grad();
        using Tensor staged = Read(name);
        using Tensor shaped = staged.view(target.shape);
        target.copy_(shaped);
    }

    private static WeightSource Source(FileBytes file, string? key)
    {
        byte[] start = file.Start(ForeignFile.StartBytes);
        if (SafetensorsFile.IsLikely(start, file.Length))
            return new SafetensorsFile(file);
        if (start.AsSpan().StartsWith("PK\u0003\u0004"u8))
            return new ZipCheckpoint(file, key);
        // A pickle: of protocol 2 and more, or the magic number in protocol 0 and 1.
        if (start is [0x80, <= 5, ..] || start.AsSpan().StartsWith("L119547037146038801333356L"u8))
            return new LegacyCheckpoint(file, key);
        if (ForeignFile.Describe(start) is { } kind)
            throw new FormatException(kind);
        return new SafetensorsFile(file);
    }

    /// <summary>Reads an entry's elements into a contiguous tensor of its type and size on the CPU.</summary>
    private void Fill(string name, Tensor target)
    {
        StoredTensor tensor = _byName[name].Tensor;
        long bytes = target.NumberOfElements * tensor.Type.Bytes;
        if (bytes <= Part)
        {
            if (bytes > 0)
                _source.Read(tensor, 0, target.bytes);
            GC.KeepAlive(target);
            return;
        }

        CheckContiguous(name, tensor);
        using Tensor flat = target.view(-1);
        long elements = Part / tensor.Type.Bytes;
        for (long done = 0; done < flat.NumberOfElements; done += elements)
        {
            using Tensor part = flat.narrow(0, done, Math.Min(elements, flat.NumberOfElements - done));
            _source.Read(tensor, done * tensor.Type.Bytes, part.bytes);
        }
    }

    /// <summary>Refuses a tensor whose elements would have to be gathered from more memory than is set aside for it.</summary>
    private void CheckContiguous(string name, StoredTensor tensor)
    {
        if (!tensor.Layout.IsContiguous && WeightEntry.ElementCount(tensor.Layout.Shape) > Part / tensor.Type.Bytes)
            throw _source.File.Damaged($"the tensor '{name}' of more than {Part >> 20} MiB is not contiguous: save tensor.contiguous()");
    }

    private WeightEntry Entry(string name) => Find(name) ?? throw new KeyNotFoundException($"'{Path}' has no tensor '{name}'.");
}
