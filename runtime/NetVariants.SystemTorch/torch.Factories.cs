using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>The functions of the torch module.</summary>
public static partial class torch
{
    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Aten.zeros.Call(size, dtype, Argument.None, device).requires_grad_(requires_grad);

    public static Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Aten.randn.Call(size, dtype, Argument.None, device).requires_grad_(requires_grad);

    public static Device get_default_device() => CPU;

    public static partial class cuda
    {
        public static bool is_available() => Bridge.CudaDevices() > 0;
    }
}
