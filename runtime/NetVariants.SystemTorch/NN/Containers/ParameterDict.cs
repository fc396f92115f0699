using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters registered under names, in order of insertion.</summary>
public partial class ParameterDict : nn.Module, IDictionary<string, Parameter>, IList<(string, Parameter)>
{
    /// <summary>Creates an empty dictionary.</summary>
    public ParameterDict() : base(nameof(ParameterDict))
    {
    }

    /// <inheritdoc cref="ICollection{T}.Count"/>
    public int Count => _internal_params.Count;

    /// <inheritdoc cref="ICollection{T}.IsReadOnly"/>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public ICollection<string> Keys => [.. keys()];

    /// <inheritdoc/>
    public ICollection<Parameter> Values => [.. values()];

    private List<(string Name, Parameter Parameter)> Items => [.. Enumerable.Range(0, Count).Select(i => this[i])];

    /// <summary>The parameter of a name; setting adds it where the name is new.</summary>
    public Parameter this[string key]
    {
        get => _internal_params[key];
        set => ConditionallyRegisterParameter(key, value);
    }

    /// <summary>The name and parameter at a position.</summary>
    public (string, Parameter) this[int index]
    {
        get => _internal_params[index];
        set
        {
            List<(string, Parameter)> items = [.. Items];
            items[index] = value;
            Register(items);
        }
    }

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> keys() => Items.Select(item => item.Name);

    /// <summary>The parameters, in order.</summary>
    public IEnumerable<Parameter> values() => Items.Select(item => item.Parameter);

    /// <summary>The names and parameters, in order.</summary>
    public IEnumerator<(string, Parameter)> items() => GetEnumerator();

    /// <summary>Removes everything, without disposing it.</summary>
    public void clear() => Clear();

    /// <inheritdoc cref="ICollection{T}.Clear"/>
    public void Clear() => _internal_params.Clear();

    /// <inheritdoc/>
    public void Add(string key, Parameter value) => register_parameter(key, value);

    /// <inheritdoc/>
    public void Add((string, Parameter) item) => Add(item.Item1, item.Item2);

    /// <inheritdoc/>
    public void Add(KeyValuePair<string, Parameter> item) => Add(item.Key, item.Value);

    /// <inheritdoc/>
    public void Insert(int index, (string, Parameter) item)
    {
        List<(string, Parameter)> items = [.. Items];
        items.Insert(index, item);
        Register(items);
    }

    /// <inheritdoc/>
    public bool Remove(string key) => _internal_params.Remove(key);

    /// <inheritdoc/>
    public bool Remove((string, Parameter) item) => Contains(item) && Remove(item.Item1);

    /// <inheritdoc/>
    public bool Remove(KeyValuePair<string, Parameter> item) => Remove((item.Key, item.Value));

    /// <inheritdoc/>
    public void RemoveAt(int index) => Remove(this[index].Item1);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _internal_params.ContainsKey(key);

    /// <inheritdoc/>
    public bool Contains((string, Parameter) item) => IndexOf(item) >= 0;

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<string, Parameter> item) => Contains((item.Key, item.Value));

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter value) => _internal_params.TryGetValue(key, out value);

    /// <inheritdoc/>
    public int IndexOf((string, Parameter) item)
        => Items.FindIndex(own => own.Name == item.Item1 && ReferenceEquals(own.Parameter, item.Item2));

    /// <inheritdoc/>
    public void CopyTo((string, Parameter)[] array, int arrayIndex) => Items.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex) => Pairs().ToList().CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<(string, Parameter)> GetEnumerator() => Items.GetEnumerator();

    IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator() => Pairs().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<KeyValuePair<string, Parameter>> Pairs() => Items.Select(item => KeyValuePair.Create(item.Name, item.Parameter));

    private void Register(List<(string Name, Parameter Parameter)> items)
    {
        Clear();
        foreach ((string name, Parameter parameter) in items)
            Add(name, parameter);
    }
}
