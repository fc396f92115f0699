using System.Collections.Generic;
using NetVariants.Weights.Formats;
using static TorchSharp.torch;

namespace NetVariants.Weights.Pickle;

/// <summary>A name that a pickle refers to: <c>torch._utils._rebuild_tensor_v2</c>.</summary>
internal sealed record PickledGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>A tuple: cannot change once made.</summary>
internal sealed class PickledTuple(object?[] items)
{
    public object?[] Items { get; } = items;
}

/// <summary>A list.</summary>
internal sealed class PickledList
{
    public List<object?> Items { get; } = [];
}

/// <summary>A dictionary, ordered or not: of its keys only texts and whole numbers can be looked up.</summary>
internal sealed class PickledDictionary
{
    public List<(object? Key, object? Value)> Items { get; } = [];
}

/// <summary>The memory of one or more tensors: a member of the archive.</summary>
/// <param name="Format">The type of its elements.</param>
/// <param name="Key">The member's name under <c>data/</c>.</param>
/// <param name="Count">The number of its elements.</param>
internal sealed record PickledStorage(ElementFormat Format, string Key, long Count);

/// <summary>A tensor: a view of a storage.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">Its first element in the storage.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Strides">The distance, in elements, of neighbours in each dimension.</param>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    public ScalarType Type => Storage.Format.Type;
}
