using System;
using System.Linq;
using NetVariants.Data;
using NetVariants.Samples.FashionMnist;
using NetVariants.Tests;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Onnx.Tests;

/// <summary>The accuracy that the demo's networks keep on Fashion-MNIST's test images with integers of 8 bits.</summary>
public sealed class QuantizedAccuracyTests : IDisposable
{
    private const int BatchSize = 128;
    private const int Steps = 120;
    private const double Least = 0.75;
    private const double MostLost = 0.005;

    private static readonly DataSplits s_data = FashionMnist.Load();

    private readonly TemporaryFolder _folder = new();

    /// <summary>A network of each family; all of them in the long run.</summary>
    public static TheoryData<string> Names =>
        new(Networks.All.Select(info => info.Name).Where((_, index) => LongRun.IsOn || index % 2 == 0));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Integers_lose_at_most_half_a_point_of_accuracy(string name)
    {
        LibTorch.EnsureLoaded();
        manual_seed(5);
        using var model = Networks.Create(name);
        Train(model);

        var floats = Accuracy(name, model, quantization: null);
        var integers = Accuracy(name, model, new OnnxQuantizationOptions(s_data.Validation));

        Assert.InRange(floats, Least, 1);
        Assert.InRange(integers, floats - MostLost, 1);
    }

    private static void Train(Network model)
    {
        using var optimizer = optim.Adam(model.parameters(), lr: 2e-3);
        for (var step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            var batch = PixelBatch.Read(s_data.Train, [.. Enumerable.Range(step * BatchSize, BatchSize)]);
            var normalization = s_data.Train.Normalization;
            var images = tensor(batch.Pixels.ToArray(), [BatchSize, 1, s_data.Train.Shape.Height, s_data.Train.Shape.Width])
                .to(ScalarType.Float32).div_(byte.MaxValue).sub_(normalization.Mean[0]).div_(normalization.Std[0]);
            var labels = tensor(batch.Labels.ToArray());
            optimizer.zero_grad();
            nn.functional.cross_entropy(model.call(images), labels).backward();
            optimizer.step();
        }

        model.eval();
    }

    /// <summary>The share of the test images whose most probable class by the exported file is right.</summary>
    private double Accuracy(string name, Network model, OnnxQuantizationOptions? quantization)
    {
        var path = _folder.File(quantization is null ? "float.onnx" : "int8.onnx");
        OnnxExport.Write(
            path,
            Networks.All.Single(info => info.Name == name),
            model.AsWeightReader(),
            new OnnxExportOptions { Normalization = s_data.Test.Normalization, Quantization = quantization });
        using var classifier = OnnxClassifier.Open(path, new OnnxClassifierOptions { Threads = 2 });
        var hits = 0;
        foreach (var indices in Enumerable.Range(0, s_data.Test.Count).Chunk(500))
        {
            var batch = PixelBatch.Read(s_data.Test, indices);
            hits += classifier.Classify(batch, top: 1).Where((best, place) => best[0].Index == batch.Labels[place]).Count();
        }

        return (double)hits / s_data.Test.Count;
    }
}
