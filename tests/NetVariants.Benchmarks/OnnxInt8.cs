using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using NetVariants.Data;
using NetVariants.Onnx;
using NetVariants.Tests;
using NetVariants.Weights;

namespace NetVariants.Benchmarks;

/// <summary>
/// Trained networks for Fashion-MNIST exported with 32-bit floats and with integers of 8 bits: the accuracy of both on the test images, and
/// the time of an image. The two take turns. Half a point less is acceptable.
/// </summary>
internal static class OnnxInt8
{
    private const int BatchSize = 32;

    public static Command Command()
    {
        var folder = new Option<string>("--runs")
        {
            Description = "A folder of trainings, as ./demo.sh --out FOLDER leaves it: each best.safetensors in it is taken.",
            Required = true,
        };
        var threads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => 2 };
        var command =
            new Command("onnx-int8", "Compares accuracy and time of 8-bit integers with those of 32-bit floats.") { folder, threads };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(folder), arguments.GetValue(threads)));
        return command;
    }

    private static int Run(string runs, int threads)
    {
        var data = FashionMnist.Load();
        Console.WriteLine(
            $"{data.Test.Count:N0} test images in batches of {BatchSize}, {threads} threads; calibrated on "
                + $"{new OnnxQuantizationOptions(data.Validation).Count} validation images");
        Console.WriteLine($"{"network",-12} {"float",8} {"percentile",11} {"entropy",8} {"ends in float",14} {"time, int8/float",17}");
        foreach (var path in Directory.GetFiles(runs, "best.safetensors", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            Compare(path, data, threads);
        return 0;
    }

    private static void Compare(string path, DataSplits data, int threads)
    {
        using var folder = new TemporaryFolder();
        using var weights = WeightFile.Open(path);
        var calibration = new OnnxQuantizationOptions(data.Validation);
        OnnxQuantizationOptions?[] ways =
            [null, calibration, calibration with { Method = CalibrationMethod.Entropy }, calibration with { FirstAndLastInFloat = true }];
        var classifiers = ways.Select((way, i) => Open(folder.File($"{i}.onnx"), weights, data, way, threads)).ToArray();
        var (hits, ratios) = (new int[ways.Length], new List<double>());
        foreach (var indices in Enumerable.Range(0, data.Test.Count).Chunk(BatchSize))
        {
            var batch = PixelBatch.Read(data.Test, indices);
            var times = new double[ways.Length];
            for (var i = 0; i < ways.Length; i++)
            {
                var watch = Stopwatch.StartNew();
                var best = classifiers[i].Classify(batch);
                times[i] = watch.Elapsed.TotalMilliseconds;
                hits[i] += best.Where((image, place) => image[0].Index == batch.Labels[place]).Count();
            }

            ratios.Add(times[1] / times[0]);
        }

        foreach (var classifier in classifiers)
            classifier.Dispose();
        var shares = hits.Select(count => (double)count / data.Test.Count).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{weights.Metadata["declaration"].Split('"')[1],-12} {shares[0],8:P2} {shares[1],11:P2} "
                + $"{shares[2],8:P2} {shares[3],14:P2} {ratios.Order().ElementAt(ratios.Count / 2),17:F2}"));
    }

    private static OnnxClassifier Open(string path, WeightFile weights, DataSplits data, OnnxQuantizationOptions? quantization, int threads)
    {
        OnnxExport.Write(
            path,
            weights.Metadata["declaration"],
            weights,
            new OnnxExportOptions { Normalization = data.Test.Normalization, Quantization = quantization });
        return OnnxClassifier.Open(path, new OnnxClassifierOptions { Threads = threads });
    }
}
