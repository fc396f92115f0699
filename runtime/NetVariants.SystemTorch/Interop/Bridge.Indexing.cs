using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

internal static unsafe partial class Bridge
{
    [LibraryImport(Library, EntryPoint = "nv_index")]
    internal static partial nint Index([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor, NativeValue* indices, int count);

    [LibraryImport(Library, EntryPoint = "nv_index_put")]
    internal static partial int IndexPut(
        [MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor, NativeValue* indices, int count,
        [MarshalUsing(typeof(TensorMarshaller))] torch.Tensor source);
}
