using System;
using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Weights.Pickle;

/// <summary>What the few functions give that PyTorch's tensors and dictionaries come from. No other is known, and none is called.</summary>
internal static class PythonCall
{
    // torch's own limit; a long tuple would be copied for every tensor that refers to it.
    private const int MaxDimensions = 64;

    // PyTorch writes two.
    private const int MaxBits = 8;

    private static readonly PickledOther s_negatedOrConjugated =
        new("a tensor that is still to be negated or conjugated (save tensor.resolve_neg() or tensor.resolve_conj())");

    /// <summary>The tensor or dictionary that a call would give; for any other callee a record of the call.</summary>
    public static object? Result(object? callee, object?[] arguments) => callee switch
    {
        PickledGlobal { Module: "collections", Name: "OrderedDict" } => Dictionary(arguments),
        PickledGlobal { Module: "collections", Name: "defaultdict" } => Dictionary(arguments is [_, var entries, ..] ? [entries] : []),
        PickledGlobal { Module: "torch", Name: "Size" } when arguments is [PickledTuple sizes] => sizes,
        PickledGlobal { Module: "torch._utils", Name: var name } => Rebuild(name, arguments),
        // A tensor of a class of its own, or one that was given attributes: (function, class, arguments, state).
        PickledGlobal { Module: "torch._tensor", Name: "_rebuild_from_type_v2" or "_rebuild_from_type" }
            when arguments is [PickledGlobal function, _, PickledTuple inner, ..] =>
            function.Module == "torch._utils" ? Rebuild(function.Name, inner.Items) : new PickledObject(function, inner.Items),
        // Bytes, before protocol 3.
        PickledGlobal { Module: "_codecs", Name: "encode" } => new PickledOther("a bytes object"),
        // An object of a subclass of dict, before protocol 2: (class, base, its value).
        PickledGlobal { Module: "copyreg" or "copy_reg", Name: "_reconstructor" }
            when arguments is [_, PickledGlobal { Name: "dict" or "OrderedDict" }, PickledDictionary value] =>
            new PickledObject(callee, arguments) { Entries = value },
        _ => new PickledObject(callee, arguments),
    };

    /// <summary>An empty one, the dictionary that it would be a copy of, or Python 2's form with the pairs as an argument.</summary>
    private static PickledDictionary Dictionary(object?[] arguments)
    {
        if (arguments is [PickledDictionary source])
            return source;
        var dictionary = new PickledDictionary();
        if (arguments is [PickledList pairs])
            dictionary.Items.AddRange(pairs.Items.Select(Pair).OfType<(object?, object?)>());
        return dictionary;
    }

    private static (object? Key, object? Value)? Pair(object? pair) => pair switch
    {
        PickledList { Items: [var key, var value] } => (key, value),
        PickledTuple { Items: [var key, var value] } => (key, value),
        _ => null,
    };

    private static object? Rebuild(string function, object?[] arguments) => (function, arguments) switch
    {
        ("_rebuild_parameter" or "_rebuild_parameter_with_state", [PickledTensor or PickledOther, ..]) => arguments[0],
        ("_rebuild_tensor_v2", [_, _, _, _, _, _, PickledDictionary bits, ..]) when IsNegatedOrConjugated(bits) => s_negatedOrConjugated,
        ("_rebuild_tensor_v3", [_, _, _, _, _, _, _, PickledDictionary bits, ..]) when IsNegatedOrConjugated(bits) => s_negatedOrConjugated,
        ("_rebuild_tensor" or "_rebuild_tensor_v2", [PickledStorage storage, long offset, PickledTuple shape, PickledTuple strides, ..]) =>
            Tensor(storage, storage.Type, offset, shape, strides),
        (
            "_rebuild_tensor_v3",
            [
                PickledStorage storage, long offset, PickledTuple shape, PickledTuple strides, _, _,
                PickledGlobal { Module: "torch" } type, ..
            ]) =>
            ElementType.Find(type.Name) is { } known
                ? Tensor(storage with { Count = storage.Count / known.Bytes }, known, offset, shape, strides)
                : new PickledOther($"a tensor of the type {type}, which is not read"),
        ("_rebuild_tensor" or "_rebuild_tensor_v2" or "_rebuild_tensor_v3", _) =>
            new PickledOther($"a tensor whose description (torch._utils.{function}) is damaged"),
        ("_rebuild_qtensor", _) => new PickledOther("a quantized tensor"),
        ("_rebuild_sparse_tensor" or "_rebuild_sparse_csr_tensor", _) => new PickledOther("a sparse tensor"),
        ("_rebuild_meta_tensor_no_storage", _) => new PickledOther("a tensor on the meta device, which has no elements"),
        _ => new PickledObject(new PickledGlobal("torch._utils", function), arguments),
    };

    /// <summary>Whether a tensor's elements still have to be negated or conjugated.</summary>
    private static bool IsNegatedOrConjugated(PickledDictionary bits) =>
        bits.Items.Count <= MaxBits && (bits.Find("neg") is true || bits.Find("conj") is true);

    private static object Tensor(PickledStorage storage, ElementType? type, long offset, PickledTuple shape, PickledTuple strides)
    {
        if (type is null)
            return new PickledOther($"a tensor in a {storage.Class}, which is not read");
        if (Numbers(shape) is not { } sizes || Numbers(strides) is not { } steps || sizes.Length != steps.Length || offset < 0)
            return new PickledOther("a tensor whose shape and strides are damaged");
        if (!WeightEntry.CanExist(sizes))
            return new PickledOther($"a tensor of shape {ShapeText.Of(sizes)}, which torch cannot make");
        var layout = new TensorLayout(sizes, steps);
        return layout.Reach() is not { } reach
            ? new PickledOther(
                $"a tensor of shape {ShapeText.Of(sizes)} that repeats elements of its storage '{storage.Key}' (save a copy of it, "
                    + "tensor.clone())")
            : reach > 0 && (Int128)offset + reach > storage.Count
            ? new PickledOther(
                $"a tensor of shape {ShapeText.Of(sizes)} that reaches past the {storage.Count} elements of its storage '{storage.Key}'")
            : new PickledTensor(storage, type, offset, layout);
    }

    private static long[]? Numbers(PickledTuple tuple) =>
        tuple.Items.Length <= MaxDimensions && tuple.Items.All(item => item is long and >= 0)
            ? [.. tuple.Items.Select(item => (long)item!)]
            : null;
}
