using System;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

internal static partial class Bridge
{
    /// <summary>
    /// Some builds of libtorch, Debian's among them, start with one thread: they get every core, unless the user has said how many.
    /// </summary>
    private static void UseAllCores()
    {
        var chosen = Environment.GetEnvironmentVariable("OMP_NUM_THREADS") ?? Environment.GetEnvironmentVariable("MKL_NUM_THREADS");
        if (string.IsNullOrEmpty(chosen) && Threads() == 1) _ = SetThreads(Environment.ProcessorCount);
    }

    [LibraryImport(Library, EntryPoint = "nv_generator_default")]
    internal static partial nint GeneratorDefault(int deviceType, int deviceIndex);

    [LibraryImport(Library, EntryPoint = "nv_generator_new")]
    internal static partial nint GeneratorNew(int deviceType, int deviceIndex);

    [LibraryImport(Library, EntryPoint = "nv_generator_free")]
    internal static partial void GeneratorFree(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_generator_set_seed")]
    internal static partial int GeneratorSetSeed(nint handle, ulong seed);

    [LibraryImport(Library, EntryPoint = "nv_generator_seed")]
    internal static partial ulong GeneratorSeed(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_generator_state")]
    internal static partial nint GeneratorState(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_generator_set_state")]
    internal static partial int GeneratorSetState(nint handle, [MarshalUsing(typeof(TensorMarshaller))] torch.Tensor state);

    [LibraryImport(Library, EntryPoint = "nv_manual_seed")]
    internal static partial void ManualSeed(ulong seed);

    [LibraryImport(Library, EntryPoint = "nv_threads")]
    internal static partial int Threads();

    [LibraryImport(Library, EntryPoint = "nv_set_threads")]
    internal static partial int SetThreads(int count);

    [LibraryImport(Library, EntryPoint = "nv_interop_threads")]
    internal static partial int InteropThreads();

    [LibraryImport(Library, EntryPoint = "nv_set_interop_threads")]
    internal static partial int SetInteropThreads(int count);

    [LibraryImport(Library, EntryPoint = "nv_cuda_devices")]
    internal static partial int CudaDevices();

    [LibraryImport(Library, EntryPoint = "nv_cuda_synchronize")]
    internal static partial int CudaSynchronize(int device);

    [LibraryImport(Library, EntryPoint = "nv_set_default_dtype")]
    internal static partial int SetDefaultDtype(int dtype);
}
