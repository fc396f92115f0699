using System;
using System.Runtime.InteropServices;
using TorchSharp;

namespace NetVariants;

/// <summary>
/// Turns NNPACK off, as PyTorch's <c>torch.backends.nnpack.set_flags(False)</c> does. libtorch tries it only for convolutions of a single small image; on a
/// processor that NNPACK does not know, each of them writes a warning to the standard error. TorchSharp has no such setting, so this calls libtorch's own
/// <c>at::globalContext().setUserEnabledNNPACK(false)</c>, where the library exports it.
/// </summary>
internal static unsafe class Nnpack
{
    private const string GlobalContext = "_ZN2at13globalContextEv";
    private const string SetUserEnabled = "_ZN2at7Context20setUserEnabledNNPACKEb";

    /// <summary>Turns it off; libtorch is loaded.</summary>
    public static void Disable()
    {
        if (!OperatingSystem.IsLinux()
            || !NativeLibrary.TryLoad("libtorch_cpu.so", typeof(torch).Assembly, searchPath: null, out var libtorch)
            || !NativeLibrary.TryGetExport(libtorch, GlobalContext, out var globalContext)
            || !NativeLibrary.TryGetExport(libtorch, SetUserEnabled, out var setUserEnabled))
        {
            return;
        }

        var context = ((delegate* unmanaged<nint>)globalContext)();
        ((delegate* unmanaged<nint, byte, void>)setUserEnabled)(context, 0);
    }
}
