using System;
using System.Collections.Generic;
using System.Globalization;
using NetVariants.Benchmarks.Shared;

namespace NetVariants.Benchmarks.Speed;

/// <summary>PyTorch's side in a memory format: a Python process of its own (tests/peers/speed.py).</summary>
internal sealed class PyTorchPeer : IPeer
{
    private readonly PythonPeer _python;

    public PyTorchPeer(Workload workload, string layout)
    {
        var (info, @case) = (workload.Network.Info, workload.Case);
        _python = new PythonPeer(
            "speed.py", info.Declaration, $"{workload.Classes}", $"{@case.ImageSize}", $"{@case.BatchSize}", $"{workload.Threads}",
            @case.Measure == Measure.Evaluation ? "evaluate" : "train", layout);
    }

    /// <summary>The memory formats, as torch calls them.</summary>
    public static IReadOnlyList<string> Layouts { get; } = ["contiguous_format", "channels_last"];

    public double TakeTurn(TimeSpan duration) => _python.Ask(duration.TotalSeconds.ToString(CultureInfo.InvariantCulture));

    /// <summary>The most memory that the process ever had in RAM, in KiB.</summary>
    public double PeakKib() => _python.Ask("peak");

    public void Dispose() => _python.Dispose();
}
