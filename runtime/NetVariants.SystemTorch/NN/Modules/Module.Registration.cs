using System;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private bool _componentsRegistered;

            /// <summary>Adds a submodule under <paramref name="name"/>, registering the submodule's own components first.</summary>
            /// <param name="name">Its key among the children and in the state dict: not empty, and without dots, which separate levels there.</param>
            /// <param name="submodule">The module; null removes what is registered under the name.</param>
            /// <exception cref="ArgumentException">The name is empty or contains a dot.</exception>
            /// <exception cref="InvalidOperationException">A submodule of this name is registered.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _internal_submodules.Remove(name);
                    return;
                }

                if (name.Contains('.'))
                    throw new ArgumentException($"module name can't contain \".\", got: {name}", nameof(name));
                if (name.Length == 0)
                    throw new ArgumentException("module name can't be empty string \"\"", nameof(name));
                if (_internal_submodules.ContainsKey(name))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");

                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            /// <summary>The same as <see cref="register_module"/>.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Adds a parameter under <paramref name="name"/>.</summary>
            /// <exception cref="ArgumentNullException">The parameter is null or disposed.</exception>
            /// <exception cref="InvalidOperationException">A parameter of this name is registered.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                if (_internal_params.ContainsKey(name))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                _internal_params.Add(name, param);
            }

            /// <summary>Adds a buffer, a tensor of the module's state that is not trained, under <paramref name="name"/>.</summary>
            /// <param name="name">Its key in the state dict.</param>
            /// <param name="tensor">The buffer.</param>
            /// <param name="persistent">Whether the state dict holds it.</param>
            /// <exception cref="ArgumentNullException">The tensor is null or disposed.</exception>
            /// <exception cref="InvalidOperationException">A buffer of this name is registered.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                if (_internal_buffers.ContainsKey(name))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                _internal_buffers.Add(name, (tensor, persistent));
            }

            /// <summary>
            /// Registers every module, parameter and tensor that a field of this object holds and that is not registered yet,
            /// under the field's name or that of its <see cref="Utils.ComponentNameAttribute"/>. Later calls do nothing.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_componentsRegistered)
                    return;
                foreach ((string component, System.Reflection.FieldInfo field) in ComponentFields.Of(GetType()))
                {
                    if (IsRegistered(component))
                        continue;
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(component, module);
                            break;
                        case Parameter parameter:
                            register_parameter(component, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(component, tensor);
                            break;
                    }
                }

                _componentsRegistered = true;
            }

            private bool IsRegistered(string component)
                => _internal_submodules.ContainsKey(component) || _internal_params.ContainsKey(component) || _internal_buffers.ContainsKey(component);

            /// <summary>Registers <paramref name="value"/> as a parameter, in place of the one of this name; null, or a tensor that is no parameter, removes that.</summary>
            protected void ConditionallyRegisterParameter(string name, Tensor value)
                => ConditionallyRegisterParameter(name, value as Parameter);

            /// <summary>Registers <paramref name="value"/> as a parameter, in place of the one of this name; null removes that.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                    _internal_params.Remove(name);
                else if (_internal_params.ContainsKey(name))
                    _internal_params[name] = value;
                else
                    _internal_params.Add(name, value);
            }

            /// <summary>Registers <paramref name="value"/> as a buffer, in place of the one of this name; null removes that.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                    _internal_buffers.Remove(name);
                else if (_internal_buffers.ContainsKey(name))
                    _internal_buffers[name] = (value, persistent);
                else
                    _internal_buffers.Add(name, (value, persistent));
            }

            /// <summary>Forgets the submodules without disposing them.</summary>
            protected void ClearModules() => _internal_submodules.clear();

            /// <summary>The setter of a layer's parameter property: the module owns what it holds, so the old one is disposed and the new one leaves its scope.</summary>
            private protected void AssignParameter(ref Parameter? slot, Parameter? value, string component)
            {
                if (ReferenceEquals(slot, value))
                    return;
                slot?.Dispose();
                slot = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(component, value);
            }

            /// <summary>The setter of a layer's buffer property; see <see cref="AssignParameter"/>.</summary>
            private protected void AssignBuffer(ref Tensor? slot, Tensor? value, string component)
            {
                if (ReferenceEquals(slot, value))
                    return;
                slot?.Dispose();
                slot = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(component, value);
            }
        }
    }
}
