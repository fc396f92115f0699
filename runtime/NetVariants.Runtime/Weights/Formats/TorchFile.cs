using System;
using System.Collections.Generic;
using System.IO.Hashing;
using System.Linq;
using Microsoft.Win32.SafeHandles;
using NetVariants.Weights.Pickle;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Weights.Formats;

/// <summary>
/// Reads what <c>torch.save</c> writes since PyTorch 1.6: a zip archive of a pickle, <c>data.pkl</c>, and a member <c>data/KEY</c> for each storage.
/// </summary>
internal sealed class TorchFile : WeightFile
{
    private const string PickleName = "data.pkl";
    private const long PickleLimit = 256 << 20;

    private static readonly string[] s_usualKeys = ["state_dict", "model_state_dict", "model", "weights"];

    private readonly IReadOnlyList<ZipMember> _members;
    private readonly Dictionary<string, ZipMember> _byName;
    private readonly Dictionary<string, PickledTensor> _tensors = new(StringComparer.Ordinal);
    private readonly string _folder;

    public TorchFile(string path, SafeFileHandle handle, string? key)
        : base(path, handle)
    {
        try
        {
            _members = ZipDirectory.Read(ReadExactly, Length);
            _byName = _members.ToDictionary(member => member.Name, StringComparer.Ordinal);
            ZipMember pickle = _members.FirstOrDefault(member => member.Name.EndsWith("/" + PickleName, StringComparison.Ordinal))
                ?? throw new FormatException($"the archive has no {PickleName}: it was not saved by torch");
            _folder = pickle.Name[..^PickleName.Length];
            CheckByteOrder();
            if (pickle.Bytes > PickleLimit)
                throw new FormatException($"its pickle of {pickle.Bytes} bytes is larger than any state dict's");
            byte[] bytes = new byte[pickle.Bytes];
            ReadExactly(bytes, pickle.Offset);
            Index([.. Tensors(StateDict(Unpickler.Load(bytes), key))]);
        }
        catch (FormatException error)
        {
            throw Damaged(error.Message, error);
        }
    }

    internal override void Verify()
    {
        foreach (ZipMember member in _members)
        {
            Crc32 crc = new();
            Scan(member.Offset, member.Bytes, crc.Append);
            if (crc.GetCurrentHashAsUInt32() != member.Crc)
                throw Damaged($"the member '{member.Name}' has another checksum than its bytes: copy the file again");
        }
    }

    private protected override void Fill(WeightEntry entry, Tensor target)
    {
        PickledTensor source = _tensors[entry.Name];
        int size = source.Storage.Format.Bytes;
        long offset = _byName[_folder + "data/" + source.Storage.Key].Offset + (source.Offset * size);
        if (entry.Count == 0 || IsContiguous(source))
        {
            ReadElements(target, offset, entry.Bytes);
            return;
        }

        // From the first element that the tensor has to the last, then in the tensor's own order.
        long reach = 1 + source.Shape.Zip(source.Strides, (extent, stride) => (extent - 1) * stride).Sum();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        Tensor stretch = empty(new[] { reach }, entry.Type);
        ReadElements(stretch, offset, reach * size);
        target.copy_(stretch.as_strided(source.Shape, source.Strides));
    }

    private void CheckByteOrder()
    {
        if (!_byName.TryGetValue(_folder + "byteorder", out ZipMember? member) || member.Bytes > 16)
            return;
        byte[] order = new byte[member.Bytes];
        ReadExactly(order, member.Offset);
        if (order.AsSpan().SequenceEqual("big"u8))
            throw new FormatException("its numbers are big-endian, which is not read: save it again on a little-endian machine");
    }

    /// <summary>The dictionary of tensors: the value itself, or what a checkpoint has under a key.</summary>
    private static PickledDictionary StateDict(object? value, string? key)
    {
        if (value is not PickledDictionary whole)
            throw new FormatException("it holds no dictionary of tensors");
        if (key is null && (whole.Items.Count == 0 || whole.Items.Any(item => item.Value is PickledTensor)))
            return whole;
        foreach (string candidate in key is null ? s_usualKeys : [key])
        {
            if (whole.Items.LastOrDefault(item => item.Key is string name && name == candidate).Value is PickledDictionary inner)
                return inner;
        }

        string keys = string.Join(", ", whole.Items.Select(item => item.Key).OfType<string>().Take(10).Select(name => $"'{name}'"));
        throw new FormatException(key is null
            ? $"it is a checkpoint with the entries {keys}: name the one that holds the state dict"
            : $"it has no dictionary '{key}', but the entries {keys}");
    }

    private IEnumerable<WeightEntry> Tensors(PickledDictionary state)
    {
        foreach ((object? key, object? value) in state.Items)
        {
            if (key is not string name)
                throw new FormatException("a key of the state dict is no text");
            if (value is not PickledTensor tensor)
                throw new FormatException($"'{name}' is no tensor");
            PickledStorage storage = tensor.Storage;
            if (!_byName.TryGetValue(_folder + "data/" + storage.Key, out ZipMember? member))
                throw new FormatException($"the storage '{storage.Key}' of '{name}' is missing in the archive");
            if ((Int128)storage.Count * storage.Format.Bytes > member.Bytes)
                throw new FormatException($"the storage '{storage.Key}' of '{name}' has {storage.Count} elements, for which its {member.Bytes} bytes are too few");
            if (!_tensors.TryAdd(name, tensor))
                throw new FormatException($"the tensor '{name}' is listed twice");
            yield return new WeightEntry(name, tensor.Type, tensor.Shape);
        }
    }

    private static bool IsContiguous(PickledTensor tensor)
    {
        long expected = 1;
        for (int i = tensor.Shape.Length - 1; i >= 0; i--)
        {
            if (tensor.Shape[i] != 1 && tensor.Strides[i] != expected)
                return false;
            expected *= tensor.Shape[i];
        }

        return true;
    }
}
