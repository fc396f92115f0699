using System;
using System.CommandLine;
using System.Linq;
using NetVariants.Benchmarks.Shared;

namespace NetVariants.Benchmarks.Speed;

/// <summary>
/// Compares the most memory that a process has in RAM, a fresh one for each side: it takes two training steps, since the optimizer has its
/// state from the first one on.
/// </summary>
internal static class MemoryComparison
{
    private const string Name = "peak-memory", Ours = "ours", TorchVision = "torchvision";
    private const int Steps = 2;
    private const double Mebi = 1024;

    /// <summary>What this executable is started with for our side and for TorchVision's.</summary>
    public static Command Command()
    {
        var network = new Argument<string>("network");
        var side = new Argument<string>("side");
        var threads = new Argument<int>("threads");
        var command = new Command(Name, "Prints the peak memory of this process in KiB.") { network, side, threads };
        command.Hidden = true;
        command.SetAction(arguments =>
        {
            var @case = SpeedCase.All.Single(known => known.Measure == Measure.PeakMemory);
            var workload = Workload.Create(arguments.GetRequiredValue(network), @case, arguments.GetValue(threads));
            SpeedCommand.Prepare(workload.Threads);
            if (arguments.GetValue(side) == Ours)
                TakeOwnSteps(workload);
            else
                TakeSteps(TorchVisionPeer.Create(workload)!);
            Console.WriteLine(PeakMemory.Kib());
        });
        return command;
    }

    public static Comparison Run(Workload workload, int rounds)
    {
        var comparison = new Comparison();
        for (var round = 0; round < rounds; round++)
        {
            comparison.Add(
                PeakMib(workload, Ours),
                TorchVisionPeer.Has(workload.Network) ? PeakMib(workload, TorchVision) : null,
                [.. PyTorchPeer.Layouts.Select(layout => PyTorchPeakMib(workload, layout))]);
        }

        return comparison;
    }

    private static void TakeOwnSteps(Workload workload)
    {
        var steps = 0;
        OwnSide.TakeTurns(workload, TimeSpan.Zero, _ => ++steps < Steps);
    }

    private static void TakeSteps(IPeer peer)
    {
        for (var step = 0; step < Steps; step++)
            peer.TakeTurn(TimeSpan.Zero);
    }

    private static double PeakMib(Workload workload, string side) =>
        OwnProcess.Number([Name, workload.Network.Name, side, $"{workload.Threads}"]) / Mebi;

    private static double PyTorchPeakMib(Workload workload, string layout)
    {
        using var peer = new PyTorchPeer(workload, layout);
        TakeSteps(peer);
        return peer.PeakKib() / Mebi;
    }
}
