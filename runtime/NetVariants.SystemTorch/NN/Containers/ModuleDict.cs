using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules registered under names, in order of insertion.</summary>
public partial class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)> where T : nn.Module
{
    /// <summary>Creates an empty dictionary.</summary>
    public ModuleDict() : base("ModuleDict")
    {
    }

    /// <inheritdoc cref="ICollection{T}.Count"/>
    public int Count => _internal_submodules.Count;

    /// <inheritdoc cref="ICollection{T}.IsReadOnly"/>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public ICollection<string> Keys => [.. keys()];

    /// <inheritdoc/>
    public ICollection<T> Values => [.. values()];

    private IEnumerable<(string Name, T Module)> Items => named_children().Select(child => (child.name, (T)child.module));

    /// <summary>The module of a name; setting adds it where the name is new.</summary>
    public T this[string key]
    {
        get => (T)_internal_submodules[key];
        set
        {
            if (ContainsKey(key))
                Register(Items.Select(item => item.Name == key ? (key, value) : item));
            else
                Add(key, value);
        }
    }

    /// <summary>The name and module at a position.</summary>
    public (string, T) this[int index]
    {
        get => Items.ElementAt(index);
        set
        {
            List<(string, T)> items = [.. Items];
            items[index] = value;
            Register(items);
        }
    }

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> keys() => Items.Select(item => item.Name);

    /// <summary>The modules, in order.</summary>
    public IEnumerable<T> values() => Items.Select(item => item.Module);

    /// <summary>The names and modules, in order.</summary>
    public IEnumerator<(string, T)> items() => GetEnumerator();

    /// <summary>Removes everything, without disposing it.</summary>
    public void clear() => ClearModules();

    /// <inheritdoc cref="ICollection{T}.Clear"/>
    public void Clear() => ClearModules();

    /// <inheritdoc/>
    public void Add(string key, T value) => register_module(key, value);

    /// <inheritdoc/>
    public void Add((string, T) item) => Add(item.Item1, item.Item2);

    /// <inheritdoc/>
    public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);

    /// <inheritdoc/>
    public void Insert(int index, (string, T) item)
    {
        List<(string, T)> items = [.. Items];
        items.Insert(index, item);
        Register(items);
    }

    /// <inheritdoc/>
    public bool Remove(string key) => _internal_submodules.Remove(key);

    /// <inheritdoc/>
    public bool Remove((string, T) item) => Contains(item) && Remove(item.Item1);

    /// <inheritdoc/>
    public bool Remove(KeyValuePair<string, T> item) => Remove((item.Key, item.Value));

    /// <inheritdoc/>
    public void RemoveAt(int index) => Remove(this[index].Item1);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _internal_submodules.ContainsKey(key);

    /// <inheritdoc/>
    public bool Contains((string, T) item) => TryGetValue(item.Item1, out T? module) && ReferenceEquals(module, item.Item2);

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<string, T> item) => Contains((item.Key, item.Value));

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        bool found = _internal_submodules.TryGetValue(key, out nn.Module module);
        value = found ? (T)module : null;
        return found;
    }

    /// <inheritdoc/>
    public int IndexOf((string, T) item) => Items.ToList().IndexOf(item);

    /// <inheritdoc/>
    public void CopyTo((string, T)[] array, int arrayIndex) => Items.ToList().CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => Pairs().ToList().CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<(string, T)> GetEnumerator() => Items.GetEnumerator();

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() => Pairs().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<KeyValuePair<string, T>> Pairs() => Items.Select(item => KeyValuePair.Create(item.Name, item.Module));

    private void Register(IEnumerable<(string Name, T Module)> items)
    {
        List<(string Name, T Module)> all = [.. items];
        ClearModules();
        foreach ((string name, T module) in all)
            Add(name, module);
    }
}
