using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using NetVariants.Benchmarks.Shared;
using NetVariants.Benchmarks.Speed;

namespace NetVariants.Benchmarks;

/// <summary>
/// The peak memory, the time and the processor time of a training step with and without <c>TrainerOptions.Recompute</c>, or of a network
/// and another one, each in a fresh process; the sides take turns.
/// </summary>
internal static class Recompute
{
    private const string Name = "recompute";
    private const double Mebi = 1024;

    public static Command Command()
    {
        var network = BenchmarkNetworks.Option();
        var batchSize = new Option<int>("--batch-size") { Description = "Images a step.", DefaultValueFactory = _ => 32 };
        var steps = new Option<int>("--steps")
        {
            Description = "Steps of a process, of which the first does not count for the time.",
            DefaultValueFactory = _ => 4,
        };
        var rounds = new Option<int>("--rounds") { Description = "Processes of each side.", DefaultValueFactory = _ => 1 };
        var against = BenchmarkNetworks.Option("--against", "The network to compare with, instead of itself with recomputation.");
        var worker = new Option<bool?>("--worker") { Hidden = true };
        var command = new Command(Name, "Compares a training with and without recomputation: peak memory, and times of a step.")
        {
            network, against, batchSize, steps, rounds, worker,
        };
        command.SetAction(arguments =>
        {
            var (name, size, count) = (arguments.GetRequiredValue(network), arguments.GetValue(batchSize), arguments.GetValue(steps));
            if (arguments.GetValue(worker) is { } recompute)
                Work(name, size, count, recompute);
            else
                Compare(name, arguments.GetValue(against), size, count, arguments.GetValue(rounds));
        });
        return command;
    }

    private static void Work(string network, int batchSize, int steps, bool recompute)
    {
        var @case = SpeedCase.All.Single(known => known.Measure == Measure.PeakMemory) with { BatchSize = batchSize };
        var workload = Workload.Create(network, @case, Environment.ProcessorCount) with { Recompute = recompute };
        SpeedCommand.Prepare(workload.Threads);
        var times = new List<double>();
        var processor = new List<double>();
        OwnSide.TakeTurns(workload, TimeSpan.Zero, milliseconds =>
        {
            times.Add(milliseconds);
            processor.Add(Environment.CpuUsage.TotalTime.TotalMilliseconds);
            return times.Count < steps;
        });
        var (step, busy) = (PairedRatio.MedianOf(times.Skip(1)), (processor[^1] - processor[0]) / (steps - 1));
        Console.WriteLine(FormattableString.Invariant($"{PeakMemory.Kib() / Mebi} {step} {busy}"));
    }

    private static void Compare(string network, string? against, int batchSize, int steps, int rounds)
    {
        var counted = rounds == 1 ? "one round" : $"{rounds} rounds";
        Console.WriteLine($"{network}, batch {batchSize}: medians of {counted} of {steps} steps; load average before: {Load()}");
        var without = new List<double[]>();
        var with = new List<double[]>();
        for (var round = 0; round < rounds; round++)
        {
            without.Add(Measured(network, recompute: false));
            with.Add(Measured(against ?? network, recompute: against is null));
        }

        Console.WriteLine($"{"",14} {"without",10} {(against is null ? "with" : against),10} {"ratio",6}");
        foreach (var (index, unit) in new[] { (0, "peak, MiB"), (1, "step, ms"), (2, "processor, ms") })
        {
            var ratio = PairedRatio.MedianOf(without.Zip(with, (first, second) => second[index] / first[index]));
            var (first, second) = (
                PairedRatio.MedianOf(without.Select(one => one[index])), PairedRatio.MedianOf(with.Select(one => one[index])));
            Console.WriteLine($"{unit,14} {first,10:F0} {second,10:F0} {ratio,6:F2}");
        }

        Console.WriteLine($"load average after: {Load()}");

        double[] Measured(string side, bool recompute) => OwnProcess.Numbers(
            [Name, "--worker", $"{recompute}", "--network", side, "--batch-size", $"{batchSize}", "--steps", $"{steps}"]);
    }

    /// <summary>The load average of the last minute, five and fifteen.</summary>
    private static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));
}
