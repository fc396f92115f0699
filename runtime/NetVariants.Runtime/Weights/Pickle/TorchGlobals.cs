using System;
using System.Linq;
using NetVariants.Weights.Formats;

namespace NetVariants.Weights.Pickle;

/// <summary>What the few functions do that torch's state dicts call.</summary>
internal static class TorchGlobals
{
    /// <summary>The result of a call.</summary>
    /// <exception cref="FormatException">The function is none of these, or its arguments are not what torch writes.</exception>
    public static object? Call(PickledGlobal callee, object?[] arguments) => callee switch
    {
        { Module: "collections", Name: "OrderedDict" } when arguments.Length == 0 => new PickledDictionary(),
        { Module: "torch._utils", Name: "_rebuild_tensor_v2" } => Tensor(arguments),
        { Module: "torch._utils", Name: "_rebuild_parameter" } when arguments is [PickledTensor tensor, ..] => tensor,
        { Module: "torch", Name: "Size" } when arguments is [PickledTuple sizes] => sizes,
        { Module: "collections" or "torch._utils" or "torch" } and ({ Name: "OrderedDict" } or { Name: "_rebuild_parameter" } or { Name: "Size" }) =>
            throw new FormatException($"the arguments of {callee} are not what torch writes"),
        _ => throw new FormatException(
            $"it refers to {callee}, which no state dict needs and which is not executed: save the state dict alone, torch.save(model.state_dict(), path)"),
    };

    /// <summary>(storage, offset, shape, strides, requires_grad, backward_hooks)</summary>
    private static PickledTensor Tensor(object?[] arguments)
    {
        if (arguments is not [PickledStorage storage, long offset, PickledTuple shape, PickledTuple strides, ..]
            || Numbers(shape) is not { } sizes || Numbers(strides) is not { } steps || sizes.Length != steps.Length || offset < 0)
        {
            throw new FormatException("the arguments of torch._utils._rebuild_tensor_v2 are not what torch writes");
        }

        // The last element that the tensor reaches, as a sum that cannot overflow.
        Int128 last = offset;
        for (int i = 0; i < sizes.Length; i++)
            last += (Int128)Math.Max(sizes[i] - 1, 0) * steps[i];
        bool isEmpty = sizes.Contains(0);
        if (!isEmpty && last >= storage.Count)
            throw new FormatException($"a tensor of shape {ShapeText.Of(sizes)} reaches past the {storage.Count} elements of its storage '{storage.Key}'");
        // A view that repeats elements would take more memory than the file has.
        if (!isEmpty && (WeightEntry.ElementCount(sizes) is not { } count || count > storage.Count))
            throw new FormatException($"a tensor of shape {ShapeText.Of(sizes)} repeats the elements of its storage '{storage.Key}': save a copy, tensor.clone()");
        return new PickledTensor(storage, offset, sizes, steps);
    }

    private static long[]? Numbers(PickledTuple tuple) =>
        tuple.Items.All(item => item is long and >= 0) ? [.. tuple.Items.Select(item => (long)item!)] : null;
}
