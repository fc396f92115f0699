using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

// Queries that only read a field neither block nor call back: they skip the garbage collector's transition.
internal static unsafe partial class Bridge
{
    [LibraryImport(Library, EntryPoint = "nv_tensor_free")]
    internal static partial void TensorFree(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_tensor_live"), SuppressGCTransition]
    internal static partial long TensorLive();

    [LibraryImport(Library, EntryPoint = "nv_tensor_peak"), SuppressGCTransition]
    internal static partial long TensorPeak();

    [LibraryImport(Library, EntryPoint = "nv_tensor_dim"), SuppressGCTransition]
    internal static partial long TensorDim(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_tensor_numel"), SuppressGCTransition]
    internal static partial long TensorNumel(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_tensor_dtype"), SuppressGCTransition]
    internal static partial int TensorDtype(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_tensor_device_type"), SuppressGCTransition]
    internal static partial int TensorDeviceType(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_tensor_device_index"), SuppressGCTransition]
    internal static partial int TensorDeviceIndex(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_tensor_is_sparse"), SuppressGCTransition]
    internal static partial int TensorIsSparse(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_tensor_is_contiguous"), SuppressGCTransition]
    internal static partial int TensorIsContiguous(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_tensor_sizes"), SuppressGCTransition]
    internal static partial void TensorSizes(nint handle, long* buffer);

    [LibraryImport(Library, EntryPoint = "nv_tensor_strides")]
    internal static partial int TensorStrides(nint handle, long* buffer);

    [LibraryImport(Library, EntryPoint = "nv_tensor_storage_offset")]
    internal static partial long TensorStorageOffset(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_tensor_data")]
    internal static partial nint TensorData(nint handle);

    [LibraryImport(Library, EntryPoint = "nv_tensor_wrap")]
    internal static partial nint TensorWrap(nint data, long* sizes, int dim, int dtype, delegate* unmanaged<nint, void> release, nint context);
}
