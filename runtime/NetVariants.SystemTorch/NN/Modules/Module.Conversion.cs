using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Moves the parameters and buffers to a device.</summary>
            /// <param name="deviceType">The kind of device.</param>
            /// <param name="deviceIndex">Which one; used for CUDA only.</param>
            /// <param name="non_blocking">Accepted for compatibility; copies are synchronous.</param>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                if (deviceType != DeviceType.CUDA)
                    deviceIndex = -1;
                if (deviceType == _deviceType && deviceIndex == _deviceIndex)
                    return this;
                RequireAvailable(deviceType);
                _toEpilog(deviceType, deviceIndex, non_blocking);
                return this;
            }

            /// <summary>Moves the parameters and buffers to a device and converts those of floating point or complex type.</summary>
            /// <exception cref="ArgumentException"><paramref name="dtype"/> is neither a floating point nor a complex type.</exception>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireContinuous(dtype);
                RequireAvailable(device.type);
                _toEpilog(device.type == DeviceType.CUDA ? device : new Device(device.type), dtype, non_blocking);
                return this;
            }

            /// <summary>Converts the parameters and buffers of floating point or complex type.</summary>
            /// <exception cref="ArgumentException"><paramref name="dtype"/> is neither a floating point nor a complex type.</exception>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireContinuous(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            /// <summary>Gives the parameters and buffers the device and element type of <paramref name="other"/>.</summary>
            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            /// <summary>Converts this module's own tensors, and its children.</summary>
            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            /// <summary>Moves and converts this module's own tensors, and its children.</summary>
            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            /// <summary>Moves this module's own tensors, and its children.</summary>
            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking)
                => _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Moves and converts this module's own tensors, and its children; what is null stays as it is.</summary>
            /// <remarks>A tensor that is replaced is also replaced in the property or field of its name.</remarks>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (Module child in children())
                {
                    if (device is null)
                        child._to(dtype!.Value, non_blocking);
                    else if (dtype is null)
                        child._to(device.type, device.index, non_blocking);
                    else
                        child._to(device, dtype.Value, non_blocking);
                }

                foreach ((string component, Parameter parameter) in _internal_params.ToList<(string, Parameter)>())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out Parameter? replacement) || SetProperty(component, replacement!))
                        continue;
                    parameter.Dispose();
                    ConditionallyRegisterParameter(component, replacement);
                    SetField(component, replacement!);
                }

                foreach ((string component, (Tensor buffer, bool persistent)) in _internal_buffers.ToList<(string, (Tensor, bool))>())
                {
                    if (!ReplaceBuffer(dtype, device, buffer, out Tensor? replacement) || SetProperty(component, replacement!))
                        continue;
                    ConditionallyRegisterBuffer(component, replacement, persistent);
                    SetField(component, replacement!);
                }

                if (device is not null)
                    (_deviceType, _deviceIndex) = (device.type, device.index);
            }

            /// <summary>Makes the moved or converted copy of a parameter, with its gradient.</summary>
            /// <returns>Whether there is anything to move or convert.</returns>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                if (!NeedsCopy(param, dtype, device, out ScalarType type, out Device place))
                    return false;

                // The copy is a new leaf: autograd must see neither the conversion nor the old parameter.
                using IDisposable untracked = no_grad();
                using Tensor? grad = param.grad;
                p = new Parameter(param.to(type, place), param.requires_grad);
                p.DetachFromDisposeScope();
                if (grad is not null)
                {
                    using Tensor moved = grad.to(type, place);
                    p.grad = moved;
                }

                return true;
            }

            /// <summary>Makes the moved or converted copy of a buffer and disposes the buffer.</summary>
            /// <returns>Whether there was anything to move or convert.</returns>
            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                if (!NeedsCopy(buffer, dtype, device, out ScalarType type, out Device place))
                    return false;
                result = buffer.to(type, place, disposeAfter: true).DetachFromDisposeScope();
                return true;
            }

            private static bool NeedsCopy(Tensor tensor, ScalarType? dtype, Device? device, out ScalarType type, out Device place)
            {
                type = dtype is ScalarType asked && (tensor.is_floating_point() || tensor.is_complex()) ? asked : tensor.dtype;
                place = device ?? tensor.device;
                bool elsewhere = place.type != tensor.device_type || (place.index >= 0 && place.index != tensor.device_index);
                return type != tensor.dtype || elsewhere;
            }

            private bool SetProperty(string component, Tensor value)
            {
                PropertyInfo? property = Array.Find(
                    GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance),
                    p => p.Name == component && p.CanWrite && p.PropertyType.IsInstanceOfType(value) && p.GetIndexParameters().Length == 0);
                property?.SetValue(this, value);
                return property is not null;
            }

            private void SetField(string component, Tensor value)
            {
                FieldInfo? field = Array.Find(ComponentFields.Of(GetType()), entry => entry.Component == component).Field;
                if (field?.FieldType.IsInstanceOfType(value) == true)
                    field.SetValue(this, value);
            }

            private static void RequireContinuous(ScalarType dtype)
            {
                if (is_floating_point(dtype) || is_complex(dtype))
                    return;
                throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got {dtype}", nameof(dtype));
            }

            private static void RequireAvailable(DeviceType type)
            {
                if (type == DeviceType.CUDA && !cuda.is_available())
                    throw new InvalidOperationException("CUDA is not available.");
            }
        }
    }
}
