using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Moving and converting modules, with the module's own type as the result. Each changes the module in place and returns it.</summary>
public static partial class ModuleExtensionMethods
{
    /// <summary>Converts the parameters and buffers of floating point or complex type.</summary>
    public static T to<T>(
        this T module, ScalarType type, bool non_blocking = false) where T : nn.Module => (T)module._to(type, non_blocking);

    /// <summary>Moves the parameters and buffers, and converts those of floating point or complex type.</summary>
    public static T to<T>(
        this T module, Device device, ScalarType type,
        bool non_blocking = false) where T : nn.Module => (T)module._to(device, type, non_blocking);

    /// <summary>Moves the parameters and buffers.</summary>
    public static T to<T>(
        this T module, Device device,
        bool non_blocking = false) where T : nn.Module => (T)module._to(device.type, device.index, non_blocking);

    /// <summary>Moves the parameters and buffers.</summary>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module
        => (T)module._to(deviceType, deviceIndex, non_blocking);

    /// <summary>Moves the parameters and buffers to the device of this name, such as "cpu" or "cuda:0".</summary>
    public static T to<T>(
        this T module, string device, bool non_blocking = false) where T : nn.Module => module.to(new Device(device), non_blocking);

    /// <summary>Gives the parameters and buffers the device and element type of <paramref name="other"/>.</summary>
    public static T to<T>(
        this T module, Tensor other,
        bool non_blocking = false) where T : nn.Module => (T)module._to(other.device, other.dtype, non_blocking);

    /// <summary>Moves the parameters and buffers to the CPU.</summary>
    public static T cpu<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(DeviceType.CPU, -1, non_blocking);

    /// <summary>Moves the parameters and buffers to a CUDA device.</summary>
    /// <exception cref="System.InvalidOperationException">There is none.</exception>
    public static T cuda<T>(
        this T module, int deviceIndex = -1,
        bool non_blocking = false) where T : nn.Module => module.to(DeviceType.CUDA, deviceIndex, non_blocking);

    /// <summary>Converts to 16-bit floating point.</summary>
    public static T half<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.Float16, non_blocking);

    /// <summary>Converts to bfloat16.</summary>
    public static T bfloat16<T>(
        this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.BFloat16, non_blocking);

    /// <summary>Converts to 32-bit floating point.</summary>
    public static T @float<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.Float32, non_blocking);

    /// <summary>Converts to 64-bit floating point.</summary>
    public static T @double<T>(this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.Float64, non_blocking);

    /// <summary>Converts to complex numbers of two 32-bit parts.</summary>
    public static T cfloat<T>(
        this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.ComplexFloat32, non_blocking);

    /// <summary>Converts to complex numbers of two 64-bit parts.</summary>
    public static T cdouble<T>(
        this T module, bool non_blocking = false) where T : nn.Module => module.to(ScalarType.ComplexFloat64, non_blocking);
}
