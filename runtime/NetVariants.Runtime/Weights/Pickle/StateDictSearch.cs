using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetVariants.Weights.Pickle;

/// <summary>Finds the state dict in what a program saved, whatever stands beside it.</summary>
internal static class StateDictSearch
{
    private const int Depth = 6;
    private const int Listed = 10;
    private const int MaxVisits = 64;

    /// <summary>The keys under which programs keep a network's state dict, the likeliest first.</summary>
    private static readonly string[] s_commonKeys =
    [
        "state_dict", "model_state_dict", "model_state", "model", "weights", "net", "network", "module", "params",
        "model_ema", "state_dict_ema", "ema_state_dict", "ema", "params_ema", "checkpoint",
    ];

    /// <summary>The dictionary that holds the tensors.</summary>
    /// <param name="value">The pickle's value.</param>
    /// <param name="key">Its key, or a path of keys: <c>checkpoint.model</c>; null to find it.</param>
    /// <exception cref="FormatException">There is none, or more than one that it may be; the message says what there is.</exception>
    public static PickledDictionary Find(object? value, string? key) => key is null ? Guess(value) : Follow(value, key);

    private static PickledDictionary Follow(object? value, string key)
    {
        string path = "";
        string rest = key;
        while (rest.Length > 0)
        {
            // A key may have dots itself: the longest that is there.
            int end = rest.Length;
            object? next = null;
            while (end > 0 && !TryItem(value, rest[..end], out next))
                end = rest.LastIndexOf('.', end - 1);
            if (end <= 0)
            {
                string name = rest.Split('.')[0];
                throw new FormatException($"it has no entry '{name}' in {(path.Length == 0 ? "its value" : $"'{path}'")}, which is {PythonText.Describe(value)}{Contents(value)}");
            }

            path = path.Length == 0 ? rest[..end] : $"{path}.{rest[..end]}";
            value = next;
            rest = end < rest.Length ? rest[(end + 1)..] : "";
        }

        return Entries(value) ?? throw new FormatException($"'{key}' is {PythonText.Describe(value)}, not a state dict{Contents(value)}{Remedy(value)}");
    }

    private static bool TryItem(object? value, string name, out object? item)
    {
        (bool found, item) = (false, null);
        // As in Python, the last of one name counts.
        foreach ((_, object? child) in Children(value).Where(child => child.Name == name))
            (found, item) = (true, child);
        return found;
    }

    private static PickledDictionary Guess(object? value) =>
        Entries(value) is { } whole && (FindByCommonKey(whole, []) ?? (whole.Items.Count == 0 ? whole : null)) is { } found ? found : Search(value);

    /// <summary>What stands under a common key, also under one within another: <c>model.state_dict</c>.</summary>
    /// <param name="dictionary">Where to look.</param>
    /// <param name="above">The dictionaries that have been looked at: one may hold itself.</param>
    private static PickledDictionary? FindByCommonKey(PickledDictionary dictionary, HashSet<PickledDictionary> above)
    {
        if (above.Count == MaxVisits || !above.Add(dictionary))
            return null;
        foreach (string key in s_commonKeys)
        {
            if (Entries(dictionary.Find(key)) is not { } inner)
                continue;
            if (HasPaths(inner))
                return inner;
            if ((FindByCommonKey(inner, above) ?? (HasTensors(inner) ? inner : null)) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The one dictionary of tensors, wherever it is.</summary>
    private static PickledDictionary Search(object? whole)
    {
        List<(string Path, PickledDictionary Dictionary)> found = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Queue<(string Path, int Depth, object? Value)> open = new([("", 0, whole)]);
        while (open.TryDequeue(out (string Path, int Depth, object? Value) next))
        {
            // An optimizer's tensors are no weights.
            if (next.Value is null || !seen.Add(next.Value) || (Entries(next.Value) is { } entries && entries.Items.Any(item => item.Key is "param_groups")))
                continue;
            if (Entries(next.Value) is { } dictionary && HasTensors(dictionary))
                found.Add((next.Path, dictionary));
            if (next.Depth == Depth || (next.Path.Length > 0 && next.Value is PickledDictionary named && HasPaths(named)))
                continue;
            foreach ((string name, object? value) in Children(next.Value).Where(child => Entries(child.Value) is not null || child.Value is PickledList or PickledTuple))
                open.Enqueue((next.Path.Length == 0 ? name : $"{next.Path}.{name}", next.Depth + 1, value));
        }

        // Of several, the one whose names are paths of modules.
        List<(string Path, PickledDictionary Dictionary)> likely = [.. found.Where(candidate => HasPaths(candidate.Dictionary))];
        if (likely.Count == 0)
            likely = [.. found.Where(candidate => found.Count == 1 || candidate.Path.Length > 0)];
        return likely switch
        {
            [var only] => only.Dictionary,
            [] when Entries(whole) is null => throw new FormatException($"it holds {PythonText.Describe(whole)}, not a state dict{Contents(whole)}{Remedy(whole)}"),
            [] => throw new FormatException($"it holds no state dict{Contents(whole)}{Remedy(Children(whole).Select(child => child.Value).FirstOrDefault(PythonText.IsModule))}"),
            _ => throw new FormatException($"it has several dictionaries of tensors, {Join(likely.Select(candidate => $"'{candidate.Path}'"))}: set Key to the one to load"),
        };
    }

    /// <summary>The values of a dictionary or list under the names that a key has for them.</summary>
    private static IEnumerable<(string Name, object? Value)> Children(object? value) => value switch
    {
        PickledList list => list.Items.Select((item, i) => (i.ToString(CultureInfo.InvariantCulture), item)),
        PickledTuple tuple => tuple.Items.Select((item, i) => (i.ToString(CultureInfo.InvariantCulture), item)),
        _ => Entries(value)?.Items.Select(item => (PythonText.Key(item.Key), item.Value)) ?? [],
    };

    private static bool HasTensors(PickledDictionary dictionary) => dictionary.Items.Any(item => item is { Key: string, Value: PickledTensor });

    private static bool HasPaths(PickledDictionary dictionary) =>
        dictionary.Items.Any(item => item is { Key: string name, Value: PickledTensor } && name.Contains('.', StringComparison.Ordinal));

    /// <summary>The entries of a dictionary, or of an object of a subclass.</summary>
    private static PickledDictionary? Entries(object? value) => value as PickledDictionary ?? (value as PickledObject)?.Entries;

    private static string Contents(object? value)
    {
        string items = Join(Children(value).Select(child => $"'{child.Name}' is {PythonText.Describe(child.Value)}"));
        return items.Length == 0 ? "" : $": {items}";
    }

    private static string Remedy(object? value) =>
        value is PickledObject ? ". Objects are not executed: save the state dict alone in Python, torch.save(model.state_dict(), path)" : "";

    private static string Join(IEnumerable<string> items)
    {
        string[] some = [.. items.Take(Listed + 1)];
        return string.Join(", ", some.Take(Listed)) + (some.Length > Listed ? ", …" : "");
    }
}
