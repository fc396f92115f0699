using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using NetVariants.Benchmarks.Shared;

namespace NetVariants.Benchmarks;

/// <summary>
/// A training's speed alone and alongside one busy loop per core, for several settings of how long libgomp's threads spin at a barrier
/// before they sleep. Each measurement is a process of its own, since libgomp reads its settings when it loads; the settings take turns.
/// </summary>
internal static class BusyCores
{
    private const string SpinCount = "GOMP_SPINCOUNT";

    // libgomp spins 300,000 times where no variable says otherwise.
    private static readonly string[] s_settings = ["300000", "10000", "3000", "1000", "0"];

    public static Command Command()
    {
        var network = BenchmarkNetworks.Option();
        var batchSize = new Option<int>("--batch-size") { Description = "Images a step.", DefaultValueFactory = _ => 4 };
        var seconds = new Option<int>("--seconds") { Description = "Length of a measurement.", DefaultValueFactory = _ => 5 };
        var rounds = new Option<int>("--rounds") { Description = "Measurements of each setting.", DefaultValueFactory = _ => 3 };
        var worker = new Option<bool>("--worker") { Hidden = true };
        var command = new Command("busy-cores", "Measures a training alone and alongside one busy loop per core.")
        {
            network, batchSize, seconds, rounds, worker,
        };
        command.SetAction(arguments =>
        {
            var trained = arguments.GetRequiredValue(network);
            var duration = TimeSpan.FromSeconds(arguments.GetValue(seconds));
            if (arguments.GetValue(worker))
                Work(trained, arguments.GetValue(batchSize), duration);
            else
                Compare(trained, arguments.GetValue(batchSize), duration, arguments.GetValue(rounds));
        });
        return command;
    }

    private static void Work(string network, int batchSize, TimeSpan duration)
    {
        LibTorch.EnsureLoaded();
        var trained = BenchmarkNetworks.Find(network);
        using var loop = new TrainingLoop(trained.Create(), [batchSize, .. trained.Info.InputShape], trained.Info.NumClasses);
        loop.Step();
        loop.Step();
        var watch = Stopwatch.StartNew();
        var steps = 0;
        for (; watch.Elapsed < duration; steps++)
            loop.Step();
        Console.WriteLine((steps * batchSize / watch.Elapsed.TotalSeconds).ToString(CultureInfo.InvariantCulture));
    }

    private static void Compare(string network, int batchSize, TimeSpan duration, int rounds)
    {
        var alone = s_settings.ToDictionary(setting => setting, _ => new List<double>());
        var busy = s_settings.ToDictionary(setting => setting, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var setting in s_settings)
                alone[setting].Add(Measure(network, batchSize, duration, setting));
            using var loops = new BusyLoops(Environment.ProcessorCount);
            foreach (var setting in s_settings)
                busy[setting].Add(Measure(network, batchSize, duration, setting));
        }

        Console.WriteLine($"{network}, batch {batchSize}: images a second, and the part kept: medians of {rounds} rounds");
        Console.WriteLine($"{SpinCount,15} {"alone",8} {$"{Environment.ProcessorCount} loops",8} {"kept",6}");
        foreach (var setting in s_settings)
        {
            var kept = PairedRatio.MedianOf(alone[setting].Zip(busy[setting], (without, with) => with / without));
            var (free, loaded) = (PairedRatio.MedianOf(alone[setting]), PairedRatio.MedianOf(busy[setting]));
            Console.WriteLine($"{setting,15} {free,8:F1} {loaded,8:F1} {kept,6:F2}");
        }
    }

    private static double Measure(string network, int batchSize, TimeSpan duration, string setting) => OwnProcess.Number(
        ["busy-cores", "--worker", "--network", network, "--batch-size", $"{batchSize}", "--seconds", $"{duration.TotalSeconds}"],
        (SpinCount, setting));

    /// <summary>Threads that do nothing but keep a core busy, until disposed.</summary>
    private sealed class BusyLoops : IDisposable
    {
        private readonly Thread[] _threads;
        private volatile bool _stop;

        public BusyLoops(int count)
        {
            _threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Spin) { IsBackground = true })];
            foreach (var thread in _threads)
                thread.Start();
        }

        public void Dispose()
        {
            _stop = true;
            foreach (var thread in _threads)
                thread.Join();
        }

        private void Spin()
        {
            while (!_stop)
                Thread.SpinWait(1000);
        }
    }
}
