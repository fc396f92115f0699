using System.Collections.Generic;

namespace NetVariants.Weights.Pickle;

/// <summary>The tensors of a TorchScript archive: those among its modules' attributes, under the names that <c>state_dict()</c> would give them.</summary>
internal static class ScriptModule
{
    private const int Depth = 64;

    /// <summary>The state as one flat dictionary.</summary>
    public static PickledDictionary StateOf(object? module)
    {
        PickledDictionary state = new();
        Add(module, "", 0, state, new HashSet<object>(ReferenceEqualityComparer.Instance));
        return state;
    }

    private static void Add(object? module, string prefix, int depth, PickledDictionary state, HashSet<object> seen)
    {
        if (depth == Depth || module is not PickledObject { State: PickledDictionary attributes } || !seen.Add(module))
            return;
        foreach ((object? key, object? value) in attributes.Items)
        {
            if (key is not string name)
                continue;
            if (value is PickledTensor)
                state.Items.Add((prefix + name, value));
            else
                Add(value, $"{prefix}{name}.", depth + 1, state, seen);
        }
    }
}
