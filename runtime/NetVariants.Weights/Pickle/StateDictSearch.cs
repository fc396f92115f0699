using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetVariants.Files;

namespace NetVariants.Weights.Pickle;

/// <summary>Finds the state dict in what a program saved, whatever else is in it.</summary>
internal static class StateDictSearch
{
    private const int MaxDepth = 16;
    private const int Listed = 10;

    // A dictionary with less than this part of the largest one's tensors is not an alternative to it.
    private const int PartShare = 8;

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
        var path = "";
        var rest = key;
        while (rest.Length > 0)
        {
            // A key may have dots itself: the longest that is there.
            var end = rest.Length;
            object? next = null;
            while (end > 0 && !TryItem(value, rest[..end], out next))
                end = rest.LastIndexOf('.', end - 1);
            if (end <= 0)
            {
                var name = rest.Split('.')[0];
                throw new FormatException(
                    $"it has no entry '{name}' in {(path.Length == 0
                        ? "its value"
                        : $"'{path}'")}, which is {PythonText.Describe(value)}{Contents(value)}");
            }

            path = path.Length == 0 ? rest[..end] : $"{path}.{rest[..end]}";
            value = next;
            rest = end < rest.Length ? rest[(end + 1)..] : "";
        }

        return Entries(value) ?? throw new FormatException(
            $"'{key}' is {PythonText.Describe(value)}, not a state dict{Contents(value)}{Remedy(value)}");
    }

    private static bool TryItem(object? value, string name, out object? item)
    {
        (var found, item) = (false, null);
        // As in Python, the last of one name counts.
        foreach (var (_, child) in Children(value).Where(child => child.Name == name))
            (found, item) = (true, child);
        return found;
    }

    /// <summary>The dictionary that is a network's state, by its names and by the keys that programs use.</summary>
    private static PickledDictionary Guess(object? value)
    {
        if (Entries(value) is { Items.Count: 0 } empty)
            return empty;
        Candidate[] found = [.. Candidates(value)];
        // Tensors besides those of modules are metrics, statistics or random states.
        if (found.Any(candidate => candidate.ParameterCount > 0))
            found = [.. found.Where(candidate => candidate.ParameterCount > 0)];
        if (found.Any(candidate => candidate.PathCount > 0))
            found = [.. found.Where(candidate => candidate.PathCount > 0)];
        if (found.Length == 0)
        {
            throw new FormatException(
                Entries(value) is null ? $"it holds {PythonText.Describe(value)}, not a state dict{Contents(value)}{Remedy(value)}"
                    : $"it holds no state dict{Contents(value)}{Remedy(
                        Children(value).Select(child => child.Value).FirstOrDefault(PythonText.IsModule))}");
        }

        var most = found.Max(candidate => candidate.PathCount);
        // The top level where no dictionary in it has more, then what stands under common keys and is not a mere part.
        Candidate[] common = [.. found.Where(
            candidate => candidate.Location.IsCommon && candidate.PathCount >= (candidate.Path.Length == 0 ? most : (most + 1) / 2))];
        if (most == 0 && common.Any(candidate => candidate.Path.Length > 0))
            common = [.. common.Where(candidate => candidate.Path.Length > 0)];
        Candidate[] likely = common.Length > 0 ? [common.MinBy(candidate => candidate.Location.Rank, StringComparer.Ordinal)!]
            : [.. found.Where(candidate => candidate.PathCount * PartShare > most || most == 0)];
        return likely is [var only] ? only.Dictionary
            : throw new FormatException(
                $"it has several dictionaries of tensors, {FirstFew.Of(
                    likely.Select(candidate => candidate.Path.Length == 0 ? "its top level" : $"'{candidate.Path}'"), Listed)}: "
                    + "set Key to the one to load");
    }

    /// <summary>The dictionaries that hold tensors, the outer ones first.</summary>
    private static List<Candidate> Candidates(object? whole)
    {
        List<Candidate> found = [];
        if (whole is null)
            return found;
        var root = new Location(null, "", whole);
        var locations = new Dictionary<object, Location>(ReferenceEqualityComparer.Instance) { [whole] = root };
        var open = new Queue<Location>([root]);
        while (open.TryDequeue(out var location))
        {
            var dictionary = Entries(location.Value);
            // An optimizer's tensors are not weights.
            if (dictionary?.Items.Any(item => item.Key is "param_groups") == true)
                continue;
            if (dictionary is not null && Candidate.From(dictionary, location) is { } candidate)
                found.Add(candidate);
            if (location.Depth == MaxDepth)
                continue;
            foreach (var (name, value) in Children(location.Value).Where(
                child => Entries(child.Value) is not null || child.Value is PickledList or PickledTuple))
            {
                if (locations.TryGetValue(value!, out var known))
                {
                    known.MoveTo(location, name);
                }
                else
                {
                    locations[value!] = new Location(location, name, value!);
                    open.Enqueue(locations[value!]);
                }
            }
        }

        return found;
    }

    /// <summary>The values of a dictionary or list under the names that a key has for them.</summary>
    private static IEnumerable<(string Name, object? Value)> Children(object? value) => value switch
    {
        PickledList list => list.Items.Select((item, i) => (i.ToString(CultureInfo.InvariantCulture), item)),
        PickledTuple tuple => tuple.Items.Select((item, i) => (i.ToString(CultureInfo.InvariantCulture), item)),
        _ => Entries(value)?.Items.Select(item => (PythonText.Key(item.Key), item.Value)) ?? [],
    };

    /// <summary>The entries of a dictionary, or of an object of a subclass.</summary>
    private static PickledDictionary? Entries(object? value) => value switch
    {
        PickledDictionary dictionary => dictionary,
        // Python 2's names of it stand in the protocols 0 to 2.
        PickledObject
        {
            Callee: PickledGlobal { Module: "collections" or "UserDict", Name: "UserDict" or "IterableUserDict" },
            State: PickledDictionary { Items.Count: < Listed } attributes,
        } => attributes.Find("data") as PickledDictionary,
        PickledObject keeper => keeper.Entries,
        _ => null,
    };

    private static string Contents(object? value)
    {
        var items = FirstFew.Of(Children(value).Select(child => $"'{child.Name}' is {PythonText.Describe(child.Value)}"), Listed);
        return items.Length == 0 ? "" : $": {items}";
    }

    private static string Remedy(object? value) =>
        value is PickledObject
            ? ". Objects are not executed: save the state dict alone in Python, torch.save(model.state_dict(), path)"
            : "";

    /// <summary>Where a value stands: under a key of another value.</summary>
    private sealed class Location(Location? parent, string key, object value)
    {
        private Location? _parent = parent;
        private string _key = key;

        public object Value => value;

        public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

        /// <summary>The keys, joined by dots; empty for the top level.</summary>
        public string Path => _parent is null ? "" : _parent._parent is null ? _key : $"{_parent.Path}.{_key}";

        /// <summary>Sorts the likelier keys first.</summary>
        public string Rank =>
            _parent is null ? "" : _parent.Rank + (char)(Array.IndexOf(s_commonKeys, _key) is >= 0 and var rank ? 'a' + rank : '~');

        /// <summary>Whether all of its keys are common ones.</summary>
        public bool IsCommon => !Rank.Contains('~', StringComparison.Ordinal);

        /// <summary>Takes note of another location of the same value, as deep: the likelier one counts.</summary>
        public void MoveTo(Location parent, string key)
        {
            if (parent.Depth + 1 == Depth && string.CompareOrdinal(new Location(parent, key, Value).Rank, Rank) < 0)
                (_parent, _key) = (parent, key);
        }
    }

    /// <summary>A dictionary that may be the state dict.</summary>
    /// <param name="Dictionary">The dictionary.</param>
    /// <param name="Location">Where it stands.</param>
    /// <param name="PathCount">Its tensors whose names are paths of modules.</param>
    /// <param name="ParameterCount">Its tensors whose names end as modules call theirs.</param>
    private sealed record Candidate(PickledDictionary Dictionary, Location Location, int PathCount, int ParameterCount)
    {
        public string Path => Location.Path;

        /// <summary>Counts the tensors; null where there are none.</summary>
        public static Candidate? From(PickledDictionary dictionary, Location location)
        {
            int tensors = 0, paths = 0, parameters = 0;
            foreach (var (key, value) in dictionary.Items)
            {
                if (key is not string name || value is not PickledTensor)
                    continue;
                tensors++;
                if (name.Contains('.', StringComparison.Ordinal))
                    paths++;
                if (name[(name.LastIndexOf('.') + 1)..] is "weight" or "bias" or "running_mean" or "running_var")
                    parameters++;
            }

            return tensors == 0 ? null : new Candidate(dictionary, location, paths, parameters);
        }
    }
}
