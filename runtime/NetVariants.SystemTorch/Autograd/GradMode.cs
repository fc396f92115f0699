using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Records no operation of this thread for differentiation until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => Bridge.GradMode() != 0;

    /// <summary>As <see cref="no_grad"/>, and without version counters: the tensors made can never take part in a gradient.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => Bridge.InferenceMode() != 0;

    private sealed class GradMode : IDisposable
    {
        private readonly bool before = is_grad_enabled();

        public GradMode(bool enabled) => Bridge.SetGradMode(enabled ? 1 : 0);

        public void Dispose() => Bridge.SetGradMode(before ? 1 : 0);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint guard = Bridge.InferenceModeEnter(enabled ? 1 : 0);

        // No finalizer: the guard restores the state of the thread that frees it.
        public void Dispose()
        {
            if (guard != 0) Bridge.InferenceModeLeave(guard);
            guard = 0;
        }
    }
}
