using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The failure that the bridge remembers for the thread.</summary>
internal static class NativeError
{
    /// <exception cref="ExternalException">Always: libtorch's message.</exception>
    [DoesNotReturn]
    public static void Throw() => throw new ExternalException(Marshal.PtrToStringUTF8(Bridge.Error()));

    /// <summary>Returns a handle, or throws where it is null.</summary>
    public static nint Check(nint handle)
    {
        if (handle == 0) Throw();
        return handle;
    }

    /// <summary>Throws where the bridge reports failure by zero.</summary>
    public static void Check(int succeeded)
    {
        if (succeeded == 0) Throw();
    }
}
