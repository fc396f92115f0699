using System;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Makes a failing backward pass name the operation of the forward pass behind it, until it is disposed. Slow.</summary>
public partial class AnomalyMode : IDisposable
{
    private readonly bool enabledBefore = IsEnabled;
    private readonly bool checkedBefore = ShouldCheckNaN;

    /// <param name="enabled">Whether to trace.</param>
    /// <param name="check_nan">Whether a NaN in a gradient is an error.</param>
    public AnomalyMode(bool enabled, bool check_nan = true) => Set(enabled, check_nan);

    public static bool IsEnabled => Bridge.Anomaly() != 0;

    public static bool ShouldCheckNaN => Bridge.AnomalyChecksNaN() != 0;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) Set(enabledBefore, checkedBefore);
    }

    private static void Set(bool enabled, bool check) => Bridge.SetAnomaly(enabled ? 1 : 0, check ? 1 : 0);
}

public static partial class torch
{
    public static partial class autograd
    {
        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);
    }
}
