using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

internal static unsafe partial class Bridge
{
    [LibraryImport(Library, EntryPoint = "nv_autograd_backward")]
    internal static partial int AutogradBackward(
        nint* outputs, int outputCount, nint* gradients, int gradientCount, int retainGraph, int createGraph, nint* inputs, int inputCount);

    [LibraryImport(Library, EntryPoint = "nv_autograd_grad")]
    internal static partial int AutogradGrad(
        nint* outputs, int outputCount, nint* inputs, int inputCount, nint* gradients, int gradientCount,
        int retainGraph, int createGraph, int allowUnused, nint* results);

    [LibraryImport(Library, EntryPoint = "nv_autograd_gradient")]
    internal static partial nint AutogradGradient([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor);

    [LibraryImport(Library, EntryPoint = "nv_autograd_set_gradient")]
    internal static partial int AutogradSetGradient(
        [MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor,
        [MarshalUsing(typeof(TensorMarshaller))] torch.Tensor? gradient);

    [LibraryImport(Library, EntryPoint = "nv_autograd_requires_grad")]
    internal static partial int AutogradRequiresGrad([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor);

    [LibraryImport(Library, EntryPoint = "nv_autograd_set_requires_grad")]
    internal static partial int AutogradSetRequiresGrad([MarshalUsing(typeof(TensorMarshaller))] torch.Tensor tensor, int value);

    [LibraryImport(Library, EntryPoint = "nv_grad_mode"), SuppressGCTransition]
    internal static partial int GradMode();

    [LibraryImport(Library, EntryPoint = "nv_set_grad_mode"), SuppressGCTransition]
    internal static partial void SetGradMode(int enabled);

    [LibraryImport(Library, EntryPoint = "nv_inference_mode"), SuppressGCTransition]
    internal static partial int InferenceMode();

    [LibraryImport(Library, EntryPoint = "nv_inference_mode_enter")]
    internal static partial nint InferenceModeEnter(int enabled);

    [LibraryImport(Library, EntryPoint = "nv_inference_mode_leave")]
    internal static partial void InferenceModeLeave(nint guard);

    [LibraryImport(Library, EntryPoint = "nv_anomaly"), SuppressGCTransition]
    internal static partial int Anomaly();

    [LibraryImport(Library, EntryPoint = "nv_anomaly_checks_nan"), SuppressGCTransition]
    internal static partial int AnomalyChecksNaN();

    [LibraryImport(Library, EntryPoint = "nv_set_anomaly"), SuppressGCTransition]
    internal static partial void SetAnomaly(int enabled, int checkNaN);
}
