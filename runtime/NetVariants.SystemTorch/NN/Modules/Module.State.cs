using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The parameters, then the persistent buffers, by dotted name. The tensors are the module's own, not copies.</summary>
            /// <param name="destination">A dictionary to add to; null makes a new one. Names that it holds are left as they are.</param>
            /// <param name="prefix">What the names start with, without the dot that follows it.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach ((string name, Tensor parameter) in named_parameters())
                    destination.TryAdd(start + name, parameter);
                foreach ((string name, Tensor buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(start + name, buffer);

                // The walk above gives a shared tensor once; each submodule adds it under its own name too, and may override this method.
                foreach ((string name, Module module) in _internal_submodules)
                    module.state_dict(destination, start + name);
                return destination;
            }

            /// <summary>Copies tensors into the parameters and buffers of the same names.</summary>
            /// <param name="source">Tensors by dotted name, each of the shape of its target.</param>
            /// <param name="strict">Whether names on one side only are an error.</param>
            /// <param name="skip">Names to leave alone on both sides.</param>
            /// <returns>The names that only this module has, and those that only <paramref name="source"/> has.</returns>
            /// <exception cref="InvalidOperationException"><paramref name="strict"/> is set and the names differ.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                bool Considered(string name) => skip?.Contains(name) != true;
                List<string> missing = [.. own.Keys.Where(name => Considered(name) && !source.ContainsKey(name))];
                List<string> unexpected = [.. source.Keys.Where(name => Considered(name) && !own.ContainsKey(name))];
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        "The loaded state_dict is not identical to the target dictionary. "
                        + $"Missing: {List(missing)}. Unexpected: {List(unexpected)}.");
                }

                using IDisposable untracked = no_grad();
                foreach ((string name, Tensor value) in source)
                {
                    if (Considered(name) && own.TryGetValue(name, out Tensor? target))
                        target.copy_(value);
                }

                return (missing, unexpected);
            }

            private static string List(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
        }
    }
}
