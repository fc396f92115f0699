using System;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <summary>Passes a tensor as its handle, and keeps it from its finalizer until the call has returned; null is a null handle.</summary>
[CustomMarshaller(typeof(torch.Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(Kept))]
internal static class TensorMarshaller
{
    public ref struct Kept
    {
        private torch.Tensor? tensor;

        public void FromManaged(torch.Tensor? managed) => tensor = managed;

        public readonly nint ToUnmanaged() => tensor is null ? 0 : tensor.Handle;

        public readonly void Free() => GC.KeepAlive(tensor);
    }
}
