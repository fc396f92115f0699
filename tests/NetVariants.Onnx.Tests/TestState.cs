using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Weights;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Onnx.Tests;

/// <summary>
/// Weights for comparisons: everything that starts as 0 or 1 has a value of its own, so that outputs depend on every entry.
/// </summary>
internal static class TestState
{
    public static T Scrambled<T>(T model)
        where T : Module
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach ((var name, var tensor) in model.state_dict())
        {
            if (Value(name, tensor.shape) is { } value)
                tensor.copy_(value);
        }

        model.eval();
        return model;
    }

    /// <summary>Tensors of some names and shapes, in the current dispose scope.</summary>
    public static Dictionary<string, Tensor> Create(IEnumerable<(string Name, long[] Shape)> entries) =>
        entries.ToDictionary(entry => entry.Name, entry => Value(entry.Name, entry.Shape) ?? Kernel(entry.Shape));

    /// <summary>The tensors as weights in memory.</summary>
    public static IWeightReader AsReader(this IReadOnlyDictionary<string, Tensor> tensors) => new Tensors(tensors);

    private static Tensor? Value(string name, long[] shape) =>
        name.EndsWith("num_batches_tracked", StringComparison.Ordinal) ? zeros(shape, ScalarType.Int64)
        : name.EndsWith("layer_scale", StringComparison.Ordinal) ? rand(shape).add_(0.1)
        : name == "class_token" ? randn(shape)
        : shape.Length > 1 ? null
        : name.EndsWith("running_var", StringComparison.Ordinal) || name.EndsWith("weight", StringComparison.Ordinal)
            ? rand(shape).add_(0.5)
        : randn(shape).mul_(0.1);

    private static Tensor Kernel(long[] shape) =>
        randn(shape).mul_(Math.Sqrt(2.0 / shape.Skip(1).Aggregate(1L, (product, size) => product * size)));

    private sealed class Tensors(IReadOnlyDictionary<string, Tensor> tensors) : IWeightReader
    {
        public IReadOnlyList<WeightEntry> Entries { get; } =
            [.. tensors.Select(pair =>
                new WeightEntry(pair.Key, ElementType.Find(pair.Value.dtype.ToString().ToLowerInvariant())!, pair.Value.shape))];

        public IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

        public void ReadBytes(string name, Span<byte> target, long start = 0) =>
            tensors[name].bytes.Slice((int)start, target.Length).CopyTo(target);
    }
}
