using System;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using NetVariants;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Benchmarks;

/// <summary>Counts what is alive after 200 and after 1,000 steps of training a small network; nothing asks for garbage collection.</summary>
internal static class TrainingMemory
{
    private static readonly int[] s_steps = [200, 1000];

    public static Command Command()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of the table." };
        var command = new Command("training-memory", "Counts live tensors and resident memory after 200 and 1,000 training steps.") { json };
        command.SetAction(arguments => Run(arguments.GetValue(json)));
        return command;
    }

    private static void Run(bool json)
    {
        set_num_threads(1);
        manual_seed(1);
        using var loop = new TrainingLoop(SmallNetwork.Create(), SmallNetwork.Info, batchSize: 8);
        var counts = s_steps.ToDictionary(step => step, _ => default(Count));
        for (var step = 1; step <= s_steps.Max(); step++)
        {
            loop.Step();
            if (counts.ContainsKey(step))
                counts[step] = new Count(DisposeScopeManager.Statistics.ThreadTotalLiveCount, Tensor.TotalCount, Environment.WorkingSet);
        }

        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(counts, JsonSerializerOptions.Web));
            return;
        }

        Console.WriteLine($"{"steps",6} {"live tensors",13} {"native tensors",15} {"resident (KiB)",15}");
        foreach (var (step, count) in counts)
            Console.WriteLine($"{step,6} {count.LiveTensors,13} {count.NativeTensors,15} {count.ResidentBytes / 1024,15:N0}");
    }

    /// <summary>What is alive at a step.</summary>
    /// <param name="LiveTensors">As <see cref="DisposeScopeManager"/> counts them on this thread.</param>
    /// <param name="NativeTensors">As the engine counts them in the process.</param>
    /// <param name="ResidentBytes">The process's memory in RAM.</param>
    private readonly record struct Count(long LiveTensors, long NativeTensors, long ResidentBytes);
}

/// <summary>A residual network whose step takes a few milliseconds.</summary>
[ResNetVariant("small_network", "1,1", Widths = "8,16", Stem = Stem.Small, NumClasses = 10, ImageSize = 16)]
internal sealed partial class SmallNetwork;
