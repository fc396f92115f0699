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
    private const int Width = 10; // of a column, at least

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
        const string Description =
            "Compares a training with and without recomputation, or two networks': peak memory, and times of a step.";
        var command = new Command(Name, Description)
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

        var (one, other) = against is null ? ("without", "with") : (network, against);
        var (left, right) = (Math.Max(one.Length, Width), Math.Max(other.Length, Width));
        Console.WriteLine($"{"",14} {one.PadLeft(left)} {other.PadLeft(right)} {"ratio",6}");
        foreach (var (index, unit) in new[] { (0, "peak, MiB"), (1, "step, ms"), (2, "processor, ms") })
        {
            var ratio = PairedRatio.MedianOf(without.Zip(with, (first, second) => second[index] / first[index]));
            var (first, second) = (
                PairedRatio.MedianOf(without.Select(numbers => numbers[index])),
                PairedRatio.MedianOf(with.Select(numbers => numbers[index])));
            Console.WriteLine($"{unit,14} {$"{first:F0}".PadLeft(left)} {$"{second:F0}".PadLeft(right)} {ratio,6:F2}");
        }

        Console.WriteLine($"load average after: {Load()}");

        double[] Measured(string side, bool recompute) => OwnProcess.Numbers(
            [Name, "--worker", $"{recompute}", "--network", side, "--batch-size", $"{batchSize}", "--steps", $"{steps}"]);
    }

    /// <summary>The load average of the last minute, five and fifteen.</summary>
    private static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));
}
