using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Text.Json;
using NetVariants.Benchmarks.Shared;
using NetVariants.Data;
using NetVariants.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Benchmarks;

/// <summary>
/// Counts what is alive while a small network trains for some thousand steps, in a loop as users write it or by the trainer with evaluation
/// between. Nothing asks for garbage collection but the two counts in the middle and at the end, once they have counted the tensors:
/// TorchSharp allocates some 40 KiB of managed objects a step, and .NET's heap grows by megabytes before it collects them.
/// </summary>
internal static class TrainingMemory
{
    private const int DefaultSteps = 10_000, CountCount = 10, BatchSize = 4;
    private const string Loop = "loop", Sgd = "sgd", AdamW = "adamw";

    public static Command Command()
    {
        var by = new Option<string>("--by")
        {
            Description = "What trains: a plain loop, or the trainer with this optimizer.",
            DefaultValueFactory = _ => Loop,
        };
        by.AcceptOnlyFromAmong(Loop, Sgd, AdamW);
        var steps = new Option<int>("--steps") { Description = "The steps to train.", DefaultValueFactory = _ => DefaultSteps };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table." };
        var description = $"Counts live tensors and resident memory {CountCount} times while a small network trains.";
        var command = new Command("training-memory", description) { by, steps, json };
        command.SetAction(arguments =>
        {
            var interval = arguments.GetValue(steps) / CountCount;
            Print(arguments.GetRequiredValue(by) switch
            {
                Loop => CountLoop(interval),
                Sgd => CountTrainer(OptimizerKind.Sgd, interval),
                _ => CountTrainer(OptimizerKind.AdamW, interval),
            }, arguments.GetValue(json));
        });
        return command;
    }

    private static List<Count> CountLoop(int interval)
    {
        set_num_threads(1);
        using var counting = new Counting(SmallNetwork.Create(), passesPerStep: 1, interval);
        using var loop = new TrainingLoop(counting, [BatchSize, .. SmallNetwork.Info.InputShape], SmallNetwork.Info.NumClasses);
        for (var step = 0; step <= CountCount * interval; step++)
            loop.Step();
        return counting.Counts;
    }

    private static List<Count> CountTrainer(OptimizerKind optimizer, int interval)
    {
        using var counting = new Counting(SmallNetwork.Create(), passesPerStep: 2, interval);
        var options = new TrainerOptions
        {
            Epochs = CountCount + 1,
            BatchSize = BatchSize,
            MicroBatchSize = BatchSize / 2,
            Optimizer = optimizer,
            WeightDecay = 1e-4,
            DecayBiasesAndNorms = false,
            EmaDecay = 0.99,
            LabelSmoothing = 0.1,
            ClipNorm = 1,
            ClipValue = 1,
            Device = "cpu",
            Threads = 1,
            Workers = 2,
        };
        new Trainer(options).Fit(counting, Images(interval * BatchSize), Images(64), Images(64));
        return counting.Counts;
    }

    private static MemoryImages Images(int count)
    {
        var shape = new ImageShape(SmallNetwork.Info.InChannels, SmallNetwork.Info.ImageSize, SmallNetwork.Info.ImageSize);
        var random = new Random(1);
        var pixels = new byte[count * shape.Bytes];
        random.NextBytes(pixels);
        var labels = new byte[count];
        for (var i = 0; i < count; i++)
            labels[i] = (byte)random.Next(SmallNetwork.Info.NumClasses);
        var classes = new string[SmallNetwork.Info.NumClasses];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = $"class {i}";
        return new MemoryImages(pixels, labels, shape, classes, new Normalization([0.5, 0.5, 0.5], [0.3, 0.3, 0.3]));
    }

    private static void Print(List<Count> counts, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(counts, JsonSerializerOptions.Web));
            return;
        }

        Console.WriteLine($"{"steps",6} {"live tensors",13} {"native handles",15} {"resident (KiB)",15}");
        foreach (var count in counts)
            Console.WriteLine($"{count.Step,6} {count.LiveTensors,13} {count.NativeHandles,15} {count.ResidentBytes / 1024,15:N0}");
    }

    /// <summary>What is alive before a step.</summary>
    /// <param name="Step">The steps taken.</param>
    /// <param name="LiveTensors">As <see cref="DisposeScopeManager"/> counts them on this thread.</param>
    /// <param name="NativeHandles">As TorchSharp counts them in the process.</param>
    /// <param name="ResidentBytes">The process's memory in RAM.</param>
    private sealed record Count(int Step, long LiveTensors, long NativeHandles, long ResidentBytes);

    /// <summary>Counts at a network's forward passes in training.</summary>
    private sealed class Counting : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> _inner;
        private readonly int _passesPerStep;
        private readonly int _interval;
        private int _passes;

        public Counting(Module<Tensor, Tensor> inner, int passesPerStep, int interval)
            : base(nameof(Counting))
        {
            _inner = inner;
            _passesPerStep = passesPerStep;
            _interval = interval;
            RegisterComponents();
        }

        public List<Count> Counts { get; } = [];

        public override Tensor forward(Tensor input)
        {
            if (training && _passes++ % (_interval * _passesPerStep) == 0)
                Counts.Add(CountAt((_passes - 1) / _passesPerStep));
            return _inner.call(input);
        }

        private Count CountAt(int step)
        {
            var (live, handles) = (DisposeScopeManager.Statistics.ThreadTotalLiveCount, Tensor.TotalCount);
            if (step == _interval * CountCount / 2 || step == _interval * CountCount)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return new Count(step, live, handles, Environment.WorkingSet);
        }
    }
}

/// <summary>A residual network whose step takes a few milliseconds.</summary>
[ResNetVariant("small_network", "1,1", Widths = "8,16", Stem = Stem.Small, NumClasses = 10, ImageSize = 16)]
internal sealed partial class SmallNetwork;
