using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A list of modules that are registered under their positions: "0", "1", …</summary>
public partial class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
{
    /// <summary>Creates a list of these modules.</summary>
    public ModuleList(params T[] modules) : base("ModuleList") => extend(modules);

    /// <inheritdoc/>
    public int Count => _internal_submodules.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    private IEnumerable<T> Items => children().Cast<T>();

    /// <summary>The module at a position.</summary>
    public T this[int index]
    {
        get => (T)_internal_submodules[index].Item2;
        set
        {
            List<T> items = [.. Items];
            items[index] = value;
            Register(items);
        }
    }

    /// <summary>Adds modules to the end.</summary>
    public void append(params T[] parameters) => extend(parameters);

    /// <summary>Adds modules to the end.</summary>
    public void extend(IEnumerable<T> modules)
    {
        foreach (T module in modules)
            Add(module);
    }

    /// <inheritdoc/>
    public void Add(T item) => register_module(Count.ToString(CultureInfo.InvariantCulture), item);

    /// <inheritdoc/>
    public void Insert(int index, T item)
    {
        List<T> items = [.. Items];
        items.Insert(index, item);
        Register(items);
    }

    /// <inheritdoc/>
    public bool Remove(T item)
    {
        List<T> items = [.. Items];
        bool removed = items.Remove(item);
        Register(items);
        return removed;
    }

    /// <inheritdoc/>
    public void RemoveAt(int index)
    {
        List<T> items = [.. Items];
        items.RemoveAt(index);
        Register(items);
    }

    /// <inheritdoc/>
    public void Clear() => ClearModules();

    /// <inheritdoc/>
    public bool Contains(T item) => Items.Contains(item);

    /// <inheritdoc/>
    public int IndexOf(T item) => Items.ToList().IndexOf(item);

    /// <inheritdoc/>
    public void CopyTo(T[] array, int arrayIndex) => Items.ToList().CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Register(IEnumerable<T> items)
    {
        ClearModules();
        extend(items);
    }
}
