using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using static TorchSharp.torch;

namespace NetVariants.Benchmarks;

/// <summary>
/// One training step of the article's ResNet-14 at its batch size of 4 and 224×224 pixels, against PyTorch's of the same network on
/// the same number of threads. The two take turns, and the ratio's median over the turns is reported, so that what else the machine
/// does in the meantime falls on both. At most 1.1 is acceptable.
/// </summary>
internal static class TrainingStep
{
    public static Command Command()
    {
        var network = BenchmarkNetworks.Option();
        var batchSize = new Option<int>("--batch-size") { Description = "Images a step.", DefaultValueFactory = _ => 4 };
        var threads = new Option<int>("--threads")
        {
            Description = "Threads on both sides.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var rounds = new Option<int>("--rounds") { Description = "Turns of each side.", DefaultValueFactory = _ => 15 };
        var steps = new Option<int>("--steps") { Description = "Steps a turn.", DefaultValueFactory = _ => 4 };
        var command = new Command("training-step", "Compares a training step's time with PyTorch's.")
        {
            network,
            batchSize,
            threads,
            rounds,
            steps,
        };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(network),
            arguments.GetValue(batchSize), arguments.GetValue(threads), arguments.GetValue(rounds), arguments.GetValue(steps)));
        return command;
    }

    private static int Run(string network, int batchSize, int threads, int rounds, int steps)
    {
        if (PeerInstallation.Missing is { } reason)
        {
            Console.Error.WriteLine(reason);
            return 1;
        }

        set_num_threads(threads);
        var info = BenchmarkNetworks.Info(network);
        using var ours = new TrainingLoop(BenchmarkNetworks.Create(network), info, batchSize);
        var script = Repository.PathOf("tests/peers/training_step.py");
        using var theirs = Process.Start(new ProcessStartInfo(
            PeerInstallation.Interpreter, [script, info.Declaration, $"{info.ImageSize}", $"{batchSize}", $"{threads}"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Console.WriteLine($"{network}, batch {batchSize}, {info.ImageSize}×{info.ImageSize}, {threads} threads: milliseconds a step");
        Console.WriteLine($"{"round",5} {"NetVariants",12} {"PyTorch",9} {"ratio",6}");
        var ratios = new List<double>();
        // The first turn warms caches, allocators and the just-in-time compiler up.
        for (var round = 0; round <= rounds; round++)
        {
            var (mine, yours) = (Time(ours, steps), Ask(theirs, steps));
            if (round == 0)
                continue;
            ratios.Add(mine / yours);
            Console.WriteLine($"{round,5} {mine,12:F1} {yours,9:F1} {ratios[^1],6:F3}");
        }

        theirs.StandardInput.Close();
        theirs.WaitForExit();
        Console.WriteLine($"median ratio {ratios.Order().ElementAt(ratios.Count / 2):F3}");
        return 0;
    }

    private static double Time(TrainingLoop loop, int steps)
    {
        var watch = Stopwatch.StartNew();
        for (var step = 0; step < steps; step++)
            loop.Step();
        return watch.Elapsed.TotalMilliseconds / steps;
    }

    private static double Ask(Process peer, int steps)
    {
        peer.StandardInput.WriteLine(steps);
        peer.StandardInput.Flush();
        var answer = peer.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the Python peer ended: its error is above");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }
}
