using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

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
    internal static partial long TensorDim([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor);

    [LibraryImport(Library, EntryPoint = "nv_tensor_numel"), SuppressGCTransition]
    internal static partial long TensorNumel([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor);

    [LibraryImport(Library, EntryPoint = "nv_tensor_dtype"), SuppressGCTransition]
    internal static partial int TensorDtype([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor);

    [LibraryImport(Library, EntryPoint = "nv_tensor_device_type"), SuppressGCTransition]
    internal static partial int TensorDeviceType([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor);

    [LibraryImport(Library, EntryPoint = "nv_tensor_device_index"), SuppressGCTransition]
    internal static partial int TensorDeviceIndex([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor);

    [LibraryImport(Library, EntryPoint = "nv_tensor_is_sparse"), SuppressGCTransition]
    internal static partial int TensorIsSparse([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor);

    [LibraryImport(Library, EntryPoint = "nv_tensor_is_contiguous"), SuppressGCTransition]
    internal static partial int TensorIsContiguous([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor);

    [LibraryImport(Library, EntryPoint = "nv_tensor_sizes"), SuppressGCTransition]
    internal static partial void TensorSizes([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor, long* buffer);

    [LibraryImport(Library, EntryPoint = "nv_tensor_strides")]
    internal static partial int TensorStrides([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor, long* buffer);

    [LibraryImport(Library, EntryPoint = "nv_tensor_storage_offset")]
    internal static partial long TensorStorageOffset([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor);

    [LibraryImport(Library, EntryPoint = "nv_tensor_data")]
    internal static partial nint TensorData([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor);

    [LibraryImport(Library, EntryPoint = "nv_tensor_wrap")]
    internal static partial nint TensorWrap(nint data, long* sizes, int dim, int dtype, delegate* unmanaged<nint, void> release, nint context);
}
