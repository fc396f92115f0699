using System;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Neural networks: modules, the layers and losses among them, and functions for them.</summary>
    public static partial class nn
    {
        /// <summary>The base of all modules: a named tree of parameters, buffers and submodules.</summary>
        /// <remarks>
        /// A custom module assigns its submodules, parameters and buffers to fields and either calls <see cref="RegisterComponents"/> at the end
        /// of its constructor or registers each of them by name; the names are the keys of <see cref="state_dict"/>.
        /// </remarks>
        public partial class Module : IDisposable
        {
            /// <summary>The parameters that belong to this module itself, by name.</summary>
            protected OrderedDict<string, Parameter> _internal_params = new();

            /// <summary>The buffers that belong to this module itself, each with whether the state dict holds it.</summary>
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();

            /// <summary>The immediate submodules, by name.</summary>
            protected OrderedDict<string, Module> _internal_submodules = new();

            /// <summary>The kind of device that the module was last moved to.</summary>
            protected DeviceType _deviceType = DeviceType.CPU;

            /// <summary>The index of the device that the module was last moved to; -1 where the kind has only one.</summary>
            protected int _deviceIndex = -1;

            /// <summary>The name that <see cref="GetName"/> gives.</summary>
            protected string? name;

            private bool _training = true;
            private bool _disposed;

            /// <summary>Creates a module without parameters, in training mode.</summary>
            /// <param name="name">What kind of module this is; used in messages only.</param>
            protected Module(string name) => this.name = name;

            /// <summary>Whether the module is in training mode: dropout drops, batch norm uses and updates batch statistics.</summary>
            public virtual bool training => _training;

            /// <summary>What kind of module this is.</summary>
            public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;

            /// <summary>Sets this module and all below it to training mode, or to evaluation mode.</summary>
            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (Module child in children())
                    child.train(train);
            }

            /// <summary>Sets this module and all below it to evaluation mode.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls <paramref name="fn"/> on every module below this one, children before their parents, and last on this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (Module child in children())
                    child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Clears the gradients of all parameters.</summary>
            /// <param name="set_to_none">Releases the gradients' memory instead of filling them with zeros.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in parameters())
                {
                    using Tensor? grad = parameter.grad;
                    if (grad is null)
                        continue;
                    if (set_to_none)
                        parameter.grad = null;
                    else
                        grad.zero_();
                }
            }

            /// <summary>Releases the parameters and buffers of this module and of all below it.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Releases the parameters and buffers of this module and of all below it, once.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed)
                    return;
                _disposed = true;
                foreach ((string _, (Tensor buffer, bool _)) in _internal_buffers)
                    buffer.DetachFromDisposeScope().Dispose();
                foreach ((string _, Parameter parameter) in _internal_params)
                    parameter.DetachFromDisposeScope().Dispose();
                foreach (Module child in children())
                    child.Dispose();
            }

            /// <summary>The device and element type that a layer's tensors get: what was asked for, else the current defaults.</summary>
            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null)
                => (device ?? get_default_device(), dtype ?? get_default_dtype());
        }
    }
}
