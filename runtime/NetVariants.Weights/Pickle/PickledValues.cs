using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Weights.Pickle;

/// <summary>A name that a pickle refers to: <c>torch._utils._rebuild_tensor_v2</c>.</summary>
internal sealed record PickledGlobal(string Module, string Name)
{
    public override string ToString() => Module is "builtins" or "__builtin__" ? Name : $"{Module}.{Name}";
}

/// <summary>A tuple.</summary>
internal sealed class PickledTuple(object?[] items)
{
    public object?[] Items { get; } = items;
}

/// <summary>A list.</summary>
internal sealed class PickledList
{
    public List<object?> Items => field ??= [];
}

/// <summary>A dictionary, ordered or not.</summary>
internal sealed class PickledDictionary
{
    public List<(object? Key, object? Value)> Items => field ??= [];

    /// <summary>The value of a text key, the last one where it repeats; null where there is none.</summary>
    public object? Find(string key) => Items.LastOrDefault(item => item.Key is string name && name == key).Value;
}

/// <summary>
/// An object of any class, or what any function returned: kept as the pickle describes it, and never made. Where the pickle puts entries
/// into it, as into a subclass of dict, they can be read.
/// </summary>
/// <param name="callee">The class or function.</param>
/// <param name="arguments">What it would have been called with.</param>
internal sealed class PickledObject(object? callee, object?[] arguments)
{
    public object? Callee { get; } = callee;

    public object?[] Arguments { get; } = arguments;

    /// <summary>The entries, of a class that has any.</summary>
    public PickledDictionary? Entries { get; set; }

    /// <summary>What <c>__setstate__</c> would have been called with: mostly the object's attributes.</summary>
    public object? State { get; set; }
}

/// <summary>A value of which nothing is kept but what it is, in words: <c>a bytes</c>, <c>a sparse tensor</c>.</summary>
internal sealed class PickledOther(string kind)
{
    private const int MaxLength = 300;

    /// <summary>What it is, cut where names in the file make it long.</summary>
    public string Kind { get; } = kind.Length <= MaxLength ? kind : kind[..MaxLength] + "…";
}

/// <summary>The memory of one or more tensors.</summary>
/// <param name="Type">The type of its elements; null where it is not read, and for bytes of any type.</param>
/// <param name="Class">The storage's class in PyTorch: <c>torch.FloatStorage</c>.</param>
/// <param name="Key">Which storage of the file it is.</param>
/// <param name="Count">The number of its elements.</param>
/// <param name="Offset">The element of the file's storage at which it begins.</param>
internal sealed record PickledStorage(ElementType? Type, PickledGlobal Class, string Key, long Count, long Offset)
{
    /// <summary>The size of an element; null where the class is not known.</summary>
    public int? ElementBytes => Type?.Bytes ?? Class.Name switch
    {
        "UntypedStorage" or "QInt8Storage" or "QUInt8Storage" or "QUInt4x2Storage" or "QUInt2x4Storage" => 1,
        "QInt32Storage" => 4,
        _ => null,
    };
}

/// <summary>A tensor: a view of a storage.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Offset">Its first element in the storage.</param>
/// <param name="Layout">Its sizes and strides.</param>
internal sealed record PickledTensor(PickledStorage Storage, ElementType Type, long Offset, TensorLayout Layout);
