using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Files;
using NetVariants.Modules;
using NetVariants.Weights.Loading;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Weights;

/// <summary>Says what does not fit, and what helps where something is known to.</summary>
internal static class MismatchText
{
    // A message names a few; the result has all.
    private const int Named = 4;

    public static string Explain(
        WeightFile file, Module module, IReadOnlyList<(string Name, Tensor Tensor)> state, LoadOptions options, LoadResult result)
    {
        var network = module.GetName();
        var (changes, better, left) = LoadRemedy.Find(file, state, options, result);
        List<string> parts = [.. Differences(file, result, network)];
        if (changes.Count > 0)
        {
            parts.Add(
                $"set {string.Join(" and ", changes)}{(left.IsComplete
                    ? ", and the file fits"
                    : $", and {left.Loaded.Count} of the {state.Count} tensors fit")}");
            parts.AddRange(Differences(file, left, network).Select((part, i) => i == 0 ? "then " + part : part));
        }

        if (!left.IsComplete && (Option(file, module, state, better, left) ?? Needless(state, better, left)) is { } cause)
            parts.Add(cause);
        else if (LoadRemedy.Rename(file, state, better, left) is { } renaming)
            parts.Add($"set {renaming}");
        return $"'{file.Path}' does not fit {network}: {string.Join("; ", parts)}.";
    }

    private static IEnumerable<string> Differences(WeightFile file, LoadResult result, string network)
    {
        foreach (var mismatch in result.Mismatched.Take(Named))
            yield return Difference(mismatch, network);
        if (result.Mismatched.Count > Named)
            yield return $"{result.Mismatched.Count - Named} more differ";
        string[] missing = [.. result.Missing.Where(name => !file.Unreadable.ContainsKey(name))];
        if (missing.Length > 0)
            yield return $"{Names(missing)} missing in the file";
        string[] unreadable = [.. result.Unexpected.Where(file.Unreadable.ContainsKey)];
        string[] unexpected = [.. result.Unexpected.Where(name => !file.Unreadable.ContainsKey(name))];
        if (unexpected.Length > 0)
            yield return $"{Names(unexpected)} not expected by the network";
        foreach (var name in unreadable.Take(Named))
            yield return $"'{name}' cannot be loaded: it is {file.Unreadable[name]}";
        if (unreadable.Length > Named)
            yield return $"{unreadable.Length - Named} more entries cannot be loaded";
    }

    private static string Difference(WeightMismatch mismatch, string network) =>
        mismatch.InFile.Shape.SequenceEqual(mismatch.InNetwork.Shape)
            ? $"'{mismatch.Name}' is {mismatch.InFile.Type} in the file, {mismatch.InNetwork.Type} in {network}"
            : $"'{mismatch.Name}' is {ShapeText.Of(mismatch.InFile.Shape)} in the file, {ShapeText.Of(mismatch.InNetwork.Shape)} "
                + $"in {network}";

    /// <summary>The options of the declaration with which all of the file would fit.</summary>
    private static string? Option(
        WeightFile file, Module module, IReadOnlyList<(string Name, Tensor Tensor)> state, LoadOptions options, LoadResult left)
    {
        var skipped = new HashSet<string>(left.Skipped, StringComparer.Ordinal);
        var shapes = NameMapping.Map(file, options).ToDictionary(pair => pair.Key, pair => pair.Value.Shape, StringComparer.Ordinal);
        WeightEntry[] network = [.. state.Select(TensorBytes.EntryOf)];
        var names = new HashSet<string>(network.Select(entry => entry.Name), StringComparer.Ordinal);
        foreach (var name in shapes.Keys
            .Where(name => !names.Contains(name) && options.Except.Any(path => ModulePath.Covers(path, name)))
            .ToArray())
            shapes.Remove(name);
        // What is left out differs in no way, and neither does what loads by an option.
        var loaded = new HashSet<string>(left.Loaded, StringComparer.Ordinal);
        foreach (var entry in network.Where(entry => skipped.Contains(entry.Name) || loaded.Contains(entry.Name)))
            shapes[entry.Name] = entry.Shape;
        // An entry that no declaration makes readable, and a type that none has, stay.
        var nothingElseDiffers = !left.Unexpected.Any(file.Unreadable.ContainsKey)
            && left.Mismatched.All(mismatch => options.ConvertTypes || mismatch.InFile.Type == mismatch.InNetwork.Type)
            && left.Missing.All(name => !BatchCounters.Is(name) || !BatchCounters.Siblings(name).All(shapes.ContainsKey));
        return OptionSearch.Explain(module, network, shapes, nothingElseDiffers);
    }

    /// <summary>How to skip what the file has too many of, where that is all.</summary>
    private static string? Needless(IReadOnlyList<(string Name, Tensor Tensor)> state, LoadOptions options, LoadResult left)
    {
        if (left.Missing.Count > 0 || left.Mismatched.Count > 0)
            return null;
        string[] paths = [.. left.Unexpected
            .Select(name => Shortest(NameMapping.Map(name, options), state))
            .Distinct(StringComparer.Ordinal)];
        return paths.Length <= Named
            ? $"set Except = [{string.Join(", ", paths.Select(path => $"\"{path}\""))}] to skip {(paths.Length == 1 ? "it" : "them")}"
            : "set Strict = false to skip them";
    }

    /// <summary>The shortest path that covers a name of the file's and none of the network's.</summary>
    private static string Shortest(string name, IReadOnlyList<(string Name, Tensor Tensor)> state)
    {
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
        {
            if (!state.Any(pair => ModulePath.Covers(name[..dot], pair.Name)))
                return name[..dot];
        }

        return name;
    }

    private static string Names(IReadOnlyList<string> names) =>
        FirstFew.Counted([.. names.Select(name => $"'{name}'")], Named) + (names.Count == 1 ? " is" : " are");
}
