using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Files;
using NetVariants.Weights;

namespace NetVariants.Onnx.State;

/// <summary>A network's state as 32-bit floats, by the names of its state dict.</summary>
internal sealed class StateTensors
{
    private const int NamesShown = 3;

    // What stands before the names: nothing, a training's checkpoint (the best state, the latest), torch.nn.DataParallel.
    private static readonly string[] s_prefixes = ["", "best.", "model.", "module."];

    private readonly IWeightReader _weights;
    private readonly Dictionary<string, StateEntry> _entries;
    private readonly Dictionary<string, WeightEntry> _found;
    private readonly string _prefix;

    private StateTensors(IWeightReader weights, Dictionary<string, StateEntry> entries, Dictionary<string, WeightEntry> found,
        string prefix) =>
        (_weights, _entries, _found, _prefix) = (weights, entries, found, prefix);

    /// <summary>Finds a network's state among tensors, and compares names, shapes and element types before anything is read.</summary>
    /// <exception cref="ArgumentException">The tensors are not this network's.</exception>
    public static StateTensors Open(IReadOnlyList<StateEntry> state, IWeightReader weights, string network)
    {
        var entries = state.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var found = weights.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        StateEntry[] needed = [.. state.Where(entry => !IsCounter(entry.Name))];
        var prefix = s_prefixes.MaxBy(candidate => needed.Count(entry => found.ContainsKey(candidate + entry.Name)))!;
        string[] missing = [.. needed.Select(entry => prefix + entry.Name).Where(name => !found.ContainsKey(name))];
        string[] unexpected =
        [
            .. found.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !entries.ContainsKey(name[prefix.Length..])
                && !IsCounter(name)),
        ];
        string[] different =
        [
            .. needed.Where(entry => found.TryGetValue(prefix + entry.Name, out var other) && !entry.Shape.SequenceEqual(other.Shape))
                .Select(entry => $"{found[prefix + entry.Name]}, which is {Text(entry.Shape)} in the network"),
        ];
        string[] integers = [
            .. needed.Select(entry => found.GetValueOrDefault(prefix + entry.Name))
            .Where(entry => entry is not null && !Floats.CanRead(entry.Type)).Select(entry => $"{entry}")];
        string[] errors =
        [
            .. Mismatch("missing", missing),
            .. Mismatch("not of this network", unexpected),
            .. Mismatch("of another shape", different),
            .. Mismatch("no real numbers", integers),
        ];
        return errors.Length == 0
            ? new StateTensors(weights, entries, found, prefix)
            : throw new ArgumentException(
                $"The weights do not fit {network}: {string.Join("; ", errors)}. Export with the declaration that they were trained by, "
                    + "and after ReplaceHead with its NumClasses.",
                nameof(weights));
    }

    /// <summary>Whether the network has an entry.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>The sizes of an entry.</summary>
    public IReadOnlyList<long> ShapeOf(string name) => _entries[name].Shape;

    /// <summary>Reads an entry's elements.</summary>
    public float[] Read(string name) => Floats.Read(_weights, _found[_prefix + name]);

    private static bool IsCounter(string name) => name.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    private static IEnumerable<string> Mismatch(string what, string[] names) => names.Length == 0 ? []
        : [$"{names.Length} {what} ({FirstFew.Of(names, NamesShown)})"];

    private static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
