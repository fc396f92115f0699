using System;
using System.Collections.Generic;
using NetVariants.Weights.Pickle;
using NetVariants.Weights.Reading;

namespace NetVariants.Weights.Formats;

/// <summary>A file of PyTorch's: a pickle, and storages next to it.</summary>
internal abstract class PickledSource(FileBytes file) : WeightSource(file)
{
    /// <summary>Takes the tensors of a state dict.</summary>
    /// <exception cref="FormatException">An entry cannot be read; the message names it.</exception>
    protected void Take(PickledDictionary state)
    {
        List<StoredTensor> tensors = [];
        var unreadable = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in state.Items)
        {
            var name = PythonText.Key(key);
            if (key is string && value is PickledTensor tensor)
                tensors.Add(Locate(name, tensor));
            else
                unreadable[name] = key is string
                    ? PythonText.Describe(value)
                    : $"an entry whose key is {PythonText.Describe(key)}, not a str";
            if (key is string && !names.Add(name))
                throw new FormatException($"the tensor '{name}' is listed twice");
        }

        (Tensors, Unreadable) = (tensors, unreadable);
    }

    /// <summary>Where a storage lies; an error where the file has none of the key.</summary>
    protected abstract FileRegion Region(PickledStorage storage);

    private StoredTensor Locate(string name, PickledTensor tensor)
    {
        var storage = tensor.Storage;
        FileRegion region;
        try
        {
            region = Region(storage);
        }
        catch (FormatException error)
        {
            throw new FormatException($"the storage '{storage.Key}' of '{name}' {error.Message}", error);
        }

        var needed = ((Int128)storage.Offset + storage.Count) * tensor.Type.Bytes;
        if (needed > region.Bytes)
            throw new FormatException(
                $"the storage '{storage.Key}' of '{name}' has {storage.Count} elements, for which its {region.Bytes} bytes are too few");
        // What nobody declared is not inflated.
        if (region.IsDeflated && needed < region.Bytes)
            throw new FormatException($"the storage '{storage.Key}' of '{name}' has {storage.Count} elements, yet {region.Bytes} bytes");
        return new StoredTensor(name, tensor.Type, tensor.Layout, region, (storage.Offset + tensor.Offset) * tensor.Type.Bytes);
    }
}
