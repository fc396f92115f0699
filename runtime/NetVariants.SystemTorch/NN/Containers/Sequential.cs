using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules that run one after the other, each on what the one before it gave.</summary>
/// <remarks>
/// It owns its modules. What passes between two of them is disposed as soon as it is consumed; the input and the result are the caller's.
/// </remarks>
public partial class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> _modules = [];

    /// <summary>Creates a chain of modules that are named by their position.</summary>
    protected Sequential(params nn.Module<Tensor, Tensor>[] modules) : this() => Extend(modules);

    /// <summary>Creates a chain of named modules.</summary>
    protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : this() => Extend(modules);

    internal Sequential() : base(nameof(Sequential))
    {
    }

    /// <summary>How many modules there are.</summary>
    public int Count => _modules.Count;

    /// <summary>The module at a position.</summary>
    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _modules[index].Module;

    /// <summary>A chain of the modules from start to before end, which it shares with this one; a missing bound is the chain's own.</summary>
    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    /// <summary>A chain of the modules in a range, which it shares with this one.</summary>
    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    /// <summary>Adds a module to the end, named by its position, and returns this chain.</summary>
    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(CultureInfo.InvariantCulture), module);

    /// <summary>Adds a module to the end and returns this chain.</summary>
    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        _modules.Add((name, module));
        return this;
    }

    /// <summary>Runs the modules in order; an empty chain gives a new handle to the input.</summary>
    public override Tensor forward(Tensor tensor)
    {
        if (_modules.Count == 0)
            return tensor.alias();
        Tensor current = _modules[0].Module.call(tensor);
        for (int i = 1; i < _modules.Count; i++)
        {
            Tensor next = _modules[i].Module.call(current);
            current.Dispose();
            current = next;
        }

        return current;
    }

    /// <inheritdoc/>
    public override IEnumerable<(string name, nn.Module module)> named_children() => _modules.Select(entry => (entry.Name, (nn.Module)entry.Module));

    internal Sequential Extend(IEnumerable<nn.Module<Tensor, Tensor>> modules)
    {
        foreach (nn.Module<Tensor, Tensor> module in modules)
            append(module);
        return this;
    }

    internal Sequential Extend(IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> modules)
    {
        foreach ((string name, nn.Module<Tensor, Tensor> module) in modules)
            append(name, module);
        return this;
    }

    private Sequential Slice(int start, int end)
    {
        if (start < 0 || start > Count)
            throw new IndexOutOfRangeException($"{start} is not a valid index.");
        if (end < 0 || end > Count)
            throw new IndexOutOfRangeException($"{end} is not a valid index.");
        var slice = new Sequential();
        for (int i = start; i < end; i++)
            slice.append(_modules[i].Name, _modules[i].Module);
        return slice;
    }
}
