using System;
using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Weights.Pickle;

/// <summary>The tensors of a TorchScript archive: those among its modules' attributes, under the names that <c>state_dict()</c> would give them.</summary>
internal static class ScriptModule
{
    private const int MaxDepth = 64;
    private const int MaxTensors = 1_000_000;

    /// <summary>The state as one flat dictionary.</summary>
    public static PickledDictionary StateOf(object? module)
    {
        PickledDictionary state = new();
        Add(module, "", state, []);
        return state;
    }

    /// <summary>Adds the tensors of a module and of the modules in it; one that stands in two places counts in both.</summary>
    private static void Add(object? module, string prefix, PickledDictionary state, Stack<object> above)
    {
        if (module is not PickledObject { State: PickledDictionary attributes } || above.Contains(module, ReferenceEqualityComparer.Instance))
            return;
        if (above.Count == MaxDepth || state.Items.Count > MaxTensors)
            throw new FormatException($"its modules nest more than {MaxDepth} deep, or have more than {MaxTensors} tensors");
        above.Push(module);
        foreach ((object? key, object? value) in attributes.Items)
        {
            if (key is not string name)
                continue;
            if (value is PickledTensor)
                state.Items.Add((prefix + name, value));
            else
                Add(value, $"{prefix}{name}.", state, above);
        }

        above.Pop();
    }
}
