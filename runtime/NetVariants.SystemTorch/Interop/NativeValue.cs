using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The kinds of value that cross to the bridge; native/bridge.h mirrors them.</summary>
internal enum NativeKind
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    Complex = 5,
    String = 6,
    Device = 7,
    Generator = 8,
    Ints = 9,
    Doubles = 10,
    Bools = 11,
    Tensors = 12,
    OptionalTensors = 13,
    Names = 14,
}

/// <summary>
/// One argument or result, as the bridge lays it out. <c>Count</c> is a list's length, the bytes of a string or of names, or a device's index.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public NativeKind Kind;
    public int Count;
    public long Bits;
}
