using System;
using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Weights.Pickle;

/// <summary>
/// The tensors of a TorchScript archive: those among its modules' attributes, under the names that <c>state_dict()</c> would give them.
/// </summary>
internal static class ScriptModule
{
    private const int MaxDepth = 64;

    // A module may stand in several places, and each place counts: a few names can make up more places than any network has.
    private const int MaxModules = 100_000;
    private const long MaxCharacters = 64 << 20;

    /// <summary>The state as one flat dictionary.</summary>
    /// <exception cref="FormatException">It is larger than any network's.</exception>
    public static PickledDictionary StateOf(object? module)
    {
        var walk = new Walk();
        walk.Add(module, "");
        return walk.State;
    }

    private sealed class Walk
    {
        private readonly Stack<object> _above = [];
        private int _modules;
        private long _characters;

        public PickledDictionary State { get; } = new();

        /// <summary>Adds the tensors of a module and of the modules in it.</summary>
        public void Add(object? module, string prefix)
        {
            if (module is not PickledObject { State: PickledDictionary attributes }
                || _above.Contains(module, ReferenceEqualityComparer.Instance))
                return;
            _characters += prefix.Length;
            if (_above.Count == MaxDepth || ++_modules > MaxModules || _characters > MaxCharacters)
                throw new FormatException("its modules are deeper or more than any network's");
            _above.Push(module);
            foreach (var (key, value) in attributes.Items)
            {
                if (key is not string name)
                    continue;
                if (value is PickledTensor)
                    AddTensor(prefix + name, value);
                else if (value is PickledObject)
                    Add(value, $"{prefix}{name}.");
            }

            _above.Pop();
        }

        private void AddTensor(string name, object tensor)
        {
            if ((_characters += name.Length) > MaxCharacters)
                throw new FormatException("its tensors are more than any network's");
            State.Items.Add((name, tensor));
        }
    }
}
