#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp.Utils;

/// <summary>A dictionary that keeps the order of insertion: also a list of its keys and values.</summary>
public partial class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)>
{
    private readonly OrderedDictionary<TKey, TValue> _entries = [];

    /// <summary>Creates an empty dictionary.</summary>
    public OrderedDict()
    {
    }

    /// <summary>The number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>False.</summary>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public ICollection<TKey> Keys => [.. _entries.Keys];

    /// <inheritdoc/>
    public ICollection<TValue> Values => [.. _entries.Values];

    /// <summary>The value of a key; setting a new key's adds it at the end.</summary>
    public TValue this[TKey key]
    {
        get => _entries[key];
        set => _entries[key] = value;
    }

    /// <summary>The key and value at a position.</summary>
    public (TKey, TValue) this[int index]
    {
        get => Pair(_entries.GetAt(index));
        set => _entries.SetAt(index, value.Item1, value.Item2);
    }

    /// <summary>The keys, in order.</summary>
    public IEnumerable<TKey> keys() => _entries.Keys;

    /// <summary>The values, in order.</summary>
    public IEnumerable<TValue> values() => _entries.Values;

    /// <summary>The keys and values, in order.</summary>
    public IEnumerator<(TKey, TValue)> items() => GetEnumerator();

    /// <summary>Removes everything.</summary>
    public void clear() => _entries.Clear();

    /// <summary>Removes everything.</summary>
    public void Clear() => _entries.Clear();

    /// <inheritdoc/>
    public void Add(TKey key, TValue value) => _entries.Add(key, value);

    /// <inheritdoc/>
    public void Add((TKey, TValue) item) => _entries.Add(item.Item1, item.Item2);

    /// <inheritdoc/>
    public void Add(KeyValuePair<TKey, TValue> item) => _entries.Add(item.Key, item.Value);

    /// <inheritdoc/>
    public void Insert(int index, (TKey, TValue) item) => _entries.Insert(index, item.Item1, item.Item2);

    /// <inheritdoc/>
    public bool Remove(TKey key) => _entries.Remove(key);

    /// <inheritdoc/>
    public bool Remove((TKey, TValue) item) => Contains(item) && _entries.Remove(item.Item1);

    /// <inheritdoc/>
    public bool Remove(KeyValuePair<TKey, TValue> item) => Remove((item.Key, item.Value));

    /// <inheritdoc/>
    public void RemoveAt(int index) => _entries.RemoveAt(index);

    /// <inheritdoc/>
    public bool ContainsKey(TKey key) => _entries.ContainsKey(key);

    /// <inheritdoc/>
    public bool Contains((TKey, TValue) item) => IndexOf(item) >= 0;

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<TKey, TValue> item) => Contains((item.Key, item.Value));

    /// <inheritdoc/>
    public bool TryGetValue(TKey key, out TValue value) => _entries.TryGetValue(key, out value);

    /// <inheritdoc/>
    public int IndexOf((TKey, TValue) item)
    {
        int index = _entries.IndexOf(item.Item1);
        return index >= 0 && EqualityComparer<TValue>.Default.Equals(_entries.GetAt(index).Value, item.Item2) ? index : -1;
    }

    /// <inheritdoc/>
    public void CopyTo((TKey, TValue)[] array, int arrayIndex) => _entries.Select(Pair).ToList().CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) => ((ICollection<KeyValuePair<TKey, TValue>>)_entries).CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<(TKey, TValue)> GetEnumerator() => _entries.Select(Pair).GetEnumerator();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static (TKey, TValue) Pair(KeyValuePair<TKey, TValue> entry) => (entry.Key, entry.Value);
}
