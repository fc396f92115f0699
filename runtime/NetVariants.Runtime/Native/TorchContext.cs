using System;
using System.Runtime.InteropServices;
using TorchSharp;

namespace NetVariants.Native;

/// <summary>
/// Switches of libtorch that PyTorch has and TorchSharp lacks. They are called in the library itself, where it exports them: on Linux.
/// </summary>
internal static unsafe class TorchContext
{
    private const string GlobalContext = "_ZN2at13globalContextEv";
    private const string SetUserEnabledNnpack = "_ZN2at7Context20setUserEnabledNNPACKEb";
    private const string SetUserEnabledMkldnn = "_ZN2at7Context20setUserEnabledMkldnnEb";

    /// <summary>
    /// Turns NNPACK off, as <c>torch.backends.nnpack.set_flags(False)</c> does: libtorch looks for it before convolutions of a single small
    /// image, and on a processor that NNPACK does not know, each look writes a warning to the standard error.
    /// </summary>
    public static void DisableNnpack() => Set(SetUserEnabledNnpack, false);

    /// <summary>Turns oneDNN on or off, as <c>torch.backends.mkldnn.enabled</c> does; false where that is not possible.</summary>
    public static bool SetOneDnn(bool isEnabled) => Set(SetUserEnabledMkldnn, isEnabled);

    private static bool Set(string setter, bool value)
    {
        if (!OperatingSystem.IsLinux()
            || !NativeLibrary.TryLoad("libtorch_cpu.so", typeof(torch).Assembly, searchPath: null, out var libtorch)
            || !NativeLibrary.TryGetExport(libtorch, GlobalContext, out var globalContext)
            || !NativeLibrary.TryGetExport(libtorch, setter, out var set))
        {
            return false;
        }

        var context = ((delegate* unmanaged<nint>)globalContext)();
        ((delegate* unmanaged<nint, byte, void>)set)(context, value ? (byte)1 : (byte)0);
        return true;
    }
}
