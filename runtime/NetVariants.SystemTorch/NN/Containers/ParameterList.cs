using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A list of parameters that are registered under their positions: "0", "1", …</summary>
public partial class ParameterList : nn.Module, IList<Parameter>
{
    /// <summary>Creates a list of these parameters.</summary>
    public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList)) => extend(parameters);

    /// <inheritdoc/>
    public int Count => _internal_params.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    private List<Parameter> Items => [.. Enumerable.Range(0, Count).Select(i => this[i])];

    /// <summary>The parameter at a position.</summary>
    public Parameter this[int index]
    {
        get => _internal_params[index].Item2;
        set => _internal_params[index] = (_internal_params[index].Item1, value);
    }

    /// <summary>Adds parameters to the end.</summary>
    public void append(params Parameter[] parameters) => extend(parameters);

    /// <summary>Adds parameters to the end.</summary>
    public void extend(IEnumerable<Parameter> parameters)
    {
        foreach (Parameter parameter in parameters)
            Add(parameter);
    }

    /// <inheritdoc/>
    public void Add(Parameter item) => register_parameter(Count.ToString(CultureInfo.InvariantCulture), item);

    /// <inheritdoc/>
    public void Insert(int index, Parameter item)
    {
        List<Parameter> items = Items;
        items.Insert(index, item);
        Register(items);
    }

    /// <inheritdoc/>
    public bool Remove(Parameter item)
    {
        int index = IndexOf(item);
        if (index < 0)
            return false;
        RemoveAt(index);
        return true;
    }

    /// <inheritdoc/>
    public void RemoveAt(int index)
    {
        List<Parameter> items = Items;
        items.RemoveAt(index);
        Register(items);
    }

    /// <inheritdoc/>
    public void Clear() => _internal_params.Clear();

    /// <inheritdoc/>
    public bool Contains(Parameter item) => IndexOf(item) >= 0;

    /// <inheritdoc/>
    public int IndexOf(Parameter item) => Items.FindIndex(parameter => ReferenceEquals(parameter, item));

    /// <inheritdoc/>
    public void CopyTo(Parameter[] array, int arrayIndex) => Items.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Register(List<Parameter> items)
    {
        Clear();
        extend(items);
    }
}
