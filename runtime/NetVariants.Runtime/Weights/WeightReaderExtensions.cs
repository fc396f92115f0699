using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Modules;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Weights;

/// <summary>Lets those read a model's weights who know nothing of torch.</summary>
public static class WeightReaderExtensions
{
    private static readonly Dictionary<string, string> s_noMetadata = [];

    /// <summary>
    /// The module's state dict as named bytes, in PyTorch's order; elements are read from the module when they are asked for.
    /// </summary>
    /// <param name="module">The module, on any device; it stays the caller's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tensor has elements of a type that no weight file holds.</exception>
    public static IWeightReader AsWeightReader(this Module module) => new Reader(StateDictOrder.Of(module));

    private sealed class Reader : IWeightReader
    {
        private readonly Dictionary<string, Tensor> _byName;

        public Reader(IReadOnlyList<(string Name, Tensor Tensor)> state)
        {
            _byName = state.ToDictionary(pair => pair.Name, pair => pair.Tensor, StringComparer.Ordinal);
            Entries = [.. state.Select(TensorBytes.EntryOf)];
        }

        public IReadOnlyList<WeightEntry> Entries { get; }

        public IReadOnlyDictionary<string, string> Metadata => s_noMetadata;

        public void ReadBytes(string name, Span<byte> target, long start = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(start);
            var tensor = _byName.GetValueOrDefault(name) ?? throw new KeyNotFoundException($"The module has no tensor '{name}'.");
            long size = tensor.ElementSize, bytes = tensor.NumberOfElements * size;
            if (start > bytes - target.Length)
                throw new ArgumentOutOfRangeException(
                    nameof(start), start, $"'{name}' has {bytes} bytes, fewer than {start} and {target.Length} more.");
            if (target.IsEmpty)
                return;
            using var scope = NewDisposeScope();
            using var noGradients = no_grad();
            // The elements that the bytes lie in.
            long first = start / size, last = (start + target.Length - 1) / size;
            var part = tensor.detach().contiguous().view(-1).narrow(0, first, last - first + 1).cpu();
            part.bytes.Slice((int)(start - (first * size)), target.Length).CopyTo(target);
            GC.KeepAlive(part);
        }
    }
}
