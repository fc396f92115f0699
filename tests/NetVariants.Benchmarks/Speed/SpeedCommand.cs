using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using NetVariants.Benchmarks.Shared;
using NetVariants.Tests.Peers;
using static TorchSharp.torch;

namespace NetVariants.Benchmarks.Speed;

/// <summary>
/// Our networks against TorchVision's in the same process, where it has them, and against PyTorch's in Python, of the same shapes and on as
/// many threads. The sides take turns, and the ratio of each round counts. PyTorch is taken in its better memory format.
/// </summary>
internal static class SpeedCommand
{
    private const int LeastRounds = 3;

    public static Command Command()
    {
        var networks = Several("--networks", "The networks; all by default.", BenchmarkNetworks.Compared);
        var cases = Several("--cases", "What to compare; all by default.", SpeedCase.All.Select(@case => @case.Name));
        var rounds = new Option<int?>("--rounds")
        {
            Description = "Turns of each side that count, after one to warm up; by default "
                + $"{string.Join(", ", SpeedCase.All.Select(@case => $"{@case.Rounds} for {@case.Name}"))}.",
        };
        rounds.Validators.Add(result =>
        {
            if (result.GetValue(rounds) < LeastRounds)
                result.AddError($"--rounds takes {LeastRounds} or more: fewer ratios have no spread.");
        });
        var seconds = new Option<double>("--seconds")
        {
            Description = "The least length of a turn, which has at least one step.",
            DefaultValueFactory = _ => 1,
        };
        var threads = new Option<int>("--threads")
        {
            Description = "Threads on all sides.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var command = new Command(
            "speed",
            "Compares times and peak memory with TorchVision's and PyTorch's. Where the ratios' interquartile range is above "
                + $"{PairedRatio.MaxRelativeIqr:P0} of their median, the machine is too busy for them, and the exit code is 1.")
        {
            networks, cases, rounds, seconds, threads,
        };
        command.SetAction(arguments => Run(
            [.. Chosen(arguments.GetValue(networks), BenchmarkNetworks.Compared, name => name)],
            [.. Chosen(arguments.GetValue(cases), SpeedCase.All, @case => @case.Name)],
            arguments.GetValue(rounds),
            TimeSpan.FromSeconds(arguments.GetValue(seconds)),
            arguments.GetValue(threads)));
        return command;
    }

    /// <summary>Loads libtorch and sets its threads.</summary>
    public static void Prepare(int threads)
    {
        LibTorch.EnsureLoaded();
        set_num_threads(threads);
    }

    private static Option<string[]> Several(string name, string description, IEnumerable<string> values)
    {
        var option = new Option<string[]>(name) { Description = description, AllowMultipleArgumentsPerToken = true };
        option.AcceptOnlyFromAmong([.. values]);
        return option;
    }

    /// <summary>What is named, in the order of all; all where nothing is.</summary>
    private static IEnumerable<T> Chosen<T>(string[]? named, IEnumerable<T> all, Func<T, string> nameOf) =>
        all.Where(one => named is null or [] || named.Contains(nameOf(one)));

    private static int Run(string[] networks, SpeedCase[] cases, int? rounds, TimeSpan turn, int threads)
    {
        if (PeerInstallation.Missing is { } reason)
        {
            Console.Error.WriteLine(reason);
            return 1;
        }

        Prepare(threads);
        var exitCode = 0;
        foreach (var @case in cases)
        {
            var count = rounds ?? @case.Rounds;
            Console.WriteLine(
                $"{@case.Name}: {@case.Description}, {threads} threads; medians of {(count == 1 ? "one round" : $"{count} rounds")}, "
                    + "and of the ratios of ours to theirs (interquartile range over the median)");
            Console.WriteLine($"load average before: {LoadAverage()}");
            Console.WriteLine(Comparison.Header);
            foreach (var network in networks)
            {
                var workload = Workload.Create(network, @case, threads);
                var comparison = @case.Measure == Measure.PeakMemory
                    ? MemoryComparison.Run(workload, count)
                    : TimeComparison.Run(workload, count, turn);
                Console.WriteLine(comparison.Line(network));
                if (comparison.IsUnreliable)
                    exitCode = 1;
            }

            Console.WriteLine($"load average after: {LoadAverage()}");
            Console.WriteLine();
        }

        return exitCode;
    }

    /// <summary>Of the last minute, five and fifteen.</summary>
    private static string LoadAverage() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));
}
