using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using NetVariants.Tests;
using NetVariants.Tests.Peers;

namespace NetVariants.Benchmarks.Speed;

/// <summary>PyTorch's side in a memory format: a Python process of its own (tests/peers/speed.py).</summary>
internal sealed class PyTorchPeer : IPeer
{
    private readonly Process _python;

    public PyTorchPeer(Workload workload, string layout)
    {
        var (info, @case) = (workload.Network.Info, workload.Case);
        _python = Process.Start(new ProcessStartInfo(
            PeerInstallation.Interpreter,
            [
                Repository.PathOf("tests/peers/speed.py"), info.Declaration, $"{workload.Classes}", $"{@case.ImageSize}",
                $"{@case.BatchSize}", $"{workload.Threads}", @case.Measure == Measure.Evaluation ? "evaluate" : "train", layout,
            ])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>The memory formats, as torch calls them.</summary>
    public static IReadOnlyList<string> Layouts { get; } = ["contiguous_format", "channels_last"];

    public double TakeTurn(TimeSpan duration) => Ask(duration.TotalSeconds.ToString(CultureInfo.InvariantCulture));

    /// <summary>The most memory that the process ever had in RAM, in KiB.</summary>
    public double PeakKib() => Ask("peak");

    public void Dispose()
    {
        _python.StandardInput.Close();
        _python.WaitForExit();
        _python.Dispose();
    }

    private double Ask(string question)
    {
        _python.StandardInput.WriteLine(question);
        _python.StandardInput.Flush();
        var answer = _python.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("the Python peer ended: its error is above");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }
}
