using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using NetVariants.Benchmarks.Shared;
using NetVariants.Data;
using NetVariants.Onnx;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using NetVariants.Weights;

namespace NetVariants.Benchmarks;

/// <summary>
/// One image in ONNX Runtime by our export, against torch.onnx.export's of the same network with the same weights, and against PyTorch's
/// eager mode. Both files take one image of a fixed size and compute on one pool of threads. The three take turns.
/// </summary>
internal static class OnnxLatency
{
    public static Command Command()
    {
        var networks = new Option<string[]>("--networks")
        {
            Description = "The networks; all nine of the article by default.",
            AllowMultipleArgumentsPerToken = true,
        };
        networks.AcceptOnlyFromAmong([.. BenchmarkNetworks.Exported]);
        var threads = new Option<int>("--threads") { Description = "Threads on all sides.", DefaultValueFactory = _ => 2 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds, an even number.", DefaultValueFactory = _ => 50 };
        rounds.Validators.Add(result =>
        {
            if (result.GetValue(rounds) is var count && (count < 2 || count % 2 != 0))
                result.AddError("--rounds takes an even number, 2 or more.");
        });
        var int8 =
            new Option<bool>("--int8")
            {
                Description =
                "Compare our export of 8-bit integers, calibrated on noise, with our export of floats instead of PyTorch's."
            };
        var command =
            new Command("onnx-latency", "Compares an image's time in ONNX Runtime with that of PyTorch's "
                + "own export.") { networks, threads, rounds, int8 };
        command.SetAction(arguments => Run(
            arguments.GetValue(networks) is { Length: > 0 } named ? named : [.. BenchmarkNetworks.Article],
            arguments.GetValue(threads), arguments.GetValue(rounds), arguments.GetValue(int8)));
        return command;
    }

    private static int Run(string[] names, int threads, int rounds, bool isInt8)
    {
        if (PeerInstallation.Missing is { } reason)
        {
            Console.Error.WriteLine(reason);
            return 1;
        }

        var environment = new EnvironmentCreationOptions
        {
            logId = "latency",
            threadOptions = new OrtThreadingOptions
            {
                GlobalIntraOpNumThreads = threads,
                GlobalInterOpNumThreads = 1,
                GlobalSpinControl = true,
            },
        };
        OrtEnv.CreateInstanceWithOptions(ref environment);
        Console.WriteLine($"one image, {threads} threads: medians of {rounds} rounds, milliseconds, and of the rounds' ratios");
        Console.WriteLine(
            $"{"network",-12} {"ours",7} {(isInt8
                ? "ours in floats"
                : "PyTorch's export"),17} {"eager",7} {"to the second",13} {"to eager",9}");
        foreach (var name in names)
            Compare(BenchmarkNetworks.Find(name).Info, threads, rounds, isInt8);
        return 0;
    }

    private static void Compare(VariantInfo info, int threads, int rounds, bool isInt8)
    {
        using var folder = new TemporaryFolder();
        string theirs = folder.File("theirs.onnx"), ours = folder.File("ours.onnx"), weights = folder.File("weights.pth");
        using var peer = new PythonPeer("onnx_latency.py", info.Declaration, $"{info.ImageSize}", $"{threads}", theirs, weights);
        while (peer.ReadLine() != "ready")
        {
            // The exporter's warnings.
        }

        using (var file = WeightFile.Open(weights))
        {
            var options = new OnnxExportOptions { BatchSize = 1, ImageSize = info.ImageSize };
            if (isInt8)
                OnnxExport.Write(theirs, info, file, options);
            OnnxExport.Write(ours, info, file, isInt8 ? options with { Quantization = new OnnxQuantizationOptions(Noise(info)) } : options);
        }

        using var mine = new Network(ours, info);
        using var other = new Network(theirs, info);
        var (left, right, eager) = (new List<double>(), new List<double>(), new List<double>());
        const int WarmUp = 3;
        for (var round = -WarmUp; round < rounds; round++)
        {
            // What runs after another side starts with cold caches: the first run of ONNX Runtime and of the eager mode is discarded,
            // and each file is the outer one of the four runs that count in every other round.
            var (outer, inner) = round % 2 == 0 ? (mine, other) : (other, mine);
            inner.Milliseconds();
            var begin = outer.Milliseconds();
            var within = (inner.Milliseconds() + inner.Milliseconds()) / 2;
            var around = (begin + outer.Milliseconds()) / 2;
            peer.Ask("1");
            var eagerly = peer.Ask("2");
            if (round < 0)
                continue;
            left.Add(outer == mine ? around : within);
            right.Add(outer == mine ? within : around);
            eager.Add(eagerly);
        }

        string[] columns =
        [
            $"{info.Name,-12}", Number(left, "F1", 7), Number(right, "F1", 17), Number(eager, "F1", 7),
            Number(Ratios(left, right), "F3", 13), Number(Ratios(left, eager), "F3", 9),
        ];
        Console.WriteLine(string.Join(' ', columns));

        static string Number(IEnumerable<double> values, string format, int width) =>
            PairedRatio.MedianOf(values).ToString(format, CultureInfo.InvariantCulture).PadLeft(width);
    }

    /// <summary>A ratio for every two rounds, in which each side was the outer one once.</summary>
    private static IEnumerable<double> Ratios(List<double> ours, List<double> theirs) =>
        Enumerable.Range(0, ours.Count / 2).Select(
            pair => Math.Sqrt(ours[2 * pair] * ours[(2 * pair) + 1] / (theirs[2 * pair] * theirs[(2 * pair) + 1])));

    private static MemoryImages Noise(VariantInfo info)
    {
        const int Count = 8;
        var pixels = new byte[Count * 3 * info.ImageSize * info.ImageSize];
        new Random(1).NextBytes(pixels);
        return new MemoryImages(
            pixels,
            new byte[Count],
            new ImageShape(3, info.ImageSize, info.ImageSize),
            ["any"],
            new Normalization([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]));
    }

    private sealed class Network : IDisposable
    {
        private readonly InferenceSession _session;
        private readonly OrtValue _image;

        public Network(string path, VariantInfo info)
        {
            using var options = new SessionOptions();
            options.DisablePerSessionThreads();
            _session = new InferenceSession(path, options);
            var random = new Random(1);
            float[] pixels = [.. Enumerable.Range(0, 3 * info.ImageSize * info.ImageSize).Select(_ => (float)random.NextDouble() - 0.5f)];
            _image = OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, info.ImageSize, info.ImageSize]);
        }

        public double Milliseconds()
        {
            using var run = new RunOptions();
            var watch = Stopwatch.StartNew();
            using var results = _session.Run(run, ["input"], [_image], ["logits"]);
            return watch.Elapsed.TotalMilliseconds;
        }

        public void Dispose()
        {
            _image.Dispose();
            _session.Dispose();
        }
    }
}
