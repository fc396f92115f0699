using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    private static ScalarType defaultType = ScalarType.Float32;
    private static Device defaultDevice = new(DeviceType.CPU);

    /// <summary>The release of TorchSharp whose API this is.</summary>
    public static string __version__ => typeof(torch).Assembly.GetName().Version!.ToString(3);

    /// <summary>The type of floating-point tensors for which none is said.</summary>
    public static ScalarType get_default_dtype() => defaultType;

    public static void set_default_dtype(ScalarType dtype)
    {
        NativeError.Check(Bridge.SetDefaultDtype((int)dtype));
        defaultType = dtype;
    }

    public static Device get_default_device() => defaultDevice;

    public static void set_default_device(Device device) => defaultDevice = InitializeDevice(device);

    public static void set_default_device(string device) => set_default_device(new Device(device));

    /// <summary>The threads that one operator may use.</summary>
    public static int get_num_threads() => Bridge.Threads();

    public static void set_num_threads(int num) => NativeError.Check(Bridge.SetThreads(num));

    public static int get_num_interop_threads() => Bridge.InteropThreads();

    /// <exception cref="System.Runtime.InteropServices.ExternalException">Inter-operator work has already begun.</exception>
    public static void set_num_interop_threads(int num) => NativeError.Check(Bridge.SetInteropThreads(num));
}
