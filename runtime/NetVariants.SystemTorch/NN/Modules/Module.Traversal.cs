using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The immediate submodules with their names, in order of registration.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            /// <summary>The immediate submodules, in order of registration.</summary>
            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            /// <summary>All modules below this one with their dotted names: the immediate ones first, then those below each.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string, Module) child in named_children())
                    yield return child;
                foreach ((string child, Module module) in named_children())
                {
                    foreach ((string name, Module descendant) in module.named_modules())
                        yield return ($"{child}.{name}", descendant);
                }
            }

            /// <summary>All modules below this one: the immediate ones first, then those below each.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(descendant => descendant.module);

            /// <summary>The parameters with their dotted names: this module's first, then each submodule's; one that is shared appears once.</summary>
            /// <param name="recurse">Whether to descend into the submodules.</param>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach ((string name, Parameter parameter) in _internal_params)
                {
                    if (!parameter.IsInvalid && seen.Add(parameter))
                        yield return (name, parameter);
                }

                if (!recurse)
                    yield break;
                foreach ((string child, Module module) in named_children())
                {
                    foreach ((string name, Parameter parameter) in module.named_parameters())
                    {
                        if (seen.Add(parameter))
                            yield return ($"{child}.{name}", parameter);
                    }
                }
            }

            /// <summary>The parameters: this module's first, then each submodule's; one that is shared appears once.</summary>
            /// <param name="recurse">Whether to descend into the submodules.</param>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true)
                => named_parameters(recurse).Select(entry => entry.parameter);

            /// <summary>The buffers with their dotted names: this module's first, then each submodule's; one that is shared appears once.</summary>
            /// <param name="recurse">Whether to descend into the submodules.</param>
            /// <param name="include_nonpersistent">Whether to give those too that the state dict leaves out.</param>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach ((string name, (Tensor buffer, bool persistent)) in _internal_buffers)
                {
                    if ((persistent || include_nonpersistent) && !buffer.IsInvalid && seen.Add(buffer))
                        yield return (name, buffer);
                }

                if (!recurse)
                    yield break;
                foreach ((string child, Module module) in named_children())
                {
                    foreach ((string name, Tensor buffer) in module.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer))
                            yield return ($"{child}.{name}", buffer);
                    }
                }
            }

            /// <summary>The buffers: this module's first, then each submodule's; one that is shared appears once.</summary>
            /// <param name="recurse">Whether to descend into the submodules.</param>
            /// <param name="include_nonpersistent">Whether to give those too that the state dict leaves out.</param>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true)
                => named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            /// <summary>The parameter of this dotted name, or null.</summary>
            public virtual Parameter? get_parameter(string target)
                => _internal_params.TryGetValue(target, out Parameter parameter) ? parameter : OwnerOf(ref target)?.get_parameter(target);

            /// <summary>The buffer of this dotted name, or null.</summary>
            public virtual Tensor? get_buffer(string target)
                => _internal_buffers.TryGetValue(target, out (Tensor buffer, bool) entry) ? entry.buffer : OwnerOf(ref target)?.get_buffer(target);

            /// <summary>Whether there is a parameter of this dotted name.</summary>
            public virtual bool has_parameter(string target)
                => _internal_params.ContainsKey(target) || OwnerOf(ref target)?.has_parameter(target) == true;

            /// <summary>Whether there is a buffer of this dotted name.</summary>
            public virtual bool has_buffer(string target)
                => _internal_buffers.ContainsKey(target) || OwnerOf(ref target)?.has_buffer(target) == true;

            /// <summary>The child that the name's first segment names; takes the segment off the name.</summary>
            private Module? OwnerOf(ref string target)
            {
                int dot = target.IndexOf('.');
                if (dot < 0)
                    return null;
                string first = target[..dot];
                target = target[(dot + 1)..];
                return named_children().FirstOrDefault(child => child.name == first).module;
            }
        }
    }
}
