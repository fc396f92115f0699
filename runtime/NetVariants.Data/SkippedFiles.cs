using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetVariants.Data;

/// <summary>Files that are not read, counted by extension; the empty extension stands for none.</summary>
public sealed class SkippedFiles : IReadOnlyDictionary<string, int>
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    internal SkippedFiles()
    {
    }

    /// <inheritdoc/>
    public int Count => _counts.Count;

    /// <summary>The number of files.</summary>
    public int Total => _counts.Values.Sum();

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _counts.Keys;

    /// <inheritdoc/>
    public IEnumerable<int> Values => _counts.Values;

    /// <inheritdoc/>
    public int this[string key] => _counts[key];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _counts.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out int value) => _counts.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, int>> GetEnumerator() => _counts.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary><c>3 .tif, 1 without extension</c>.</summary>
    public override string ToString() =>
        string.Join(", ", _counts.OrderByDescending(pair => pair.Value).Select(pair => Describe(pair.Key, pair.Value)));

    internal void Add(string path) => Add(Path.GetExtension(path).ToLowerInvariant(), 1);

    internal void Add(SkippedFiles others)
    {
        foreach (var (extension, count) in others)
            Add(extension, count);
    }

    private static string Describe(string extension, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(extension.Length > 0 ? extension : "without extension")}");

    private void Add(string extension, int count) => _counts[extension] = _counts.GetValueOrDefault(extension) + count;
}
