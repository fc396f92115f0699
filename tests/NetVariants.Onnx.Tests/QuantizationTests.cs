using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using NetVariants.Data;
using NetVariants.Integration.Tests;
using NetVariants.Onnx.Quantization;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using NetVariants.Weights;
using Onnx;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Onnx.Tests;

/// <summary>Networks with integers of 8 bits.</summary>
public sealed class QuantizationTests : IDisposable
{
    private const int Images = 16;
    private const double Near = 0.2;

    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly IDisposable _noGradients = no_grad();

    private string Path => _folder.File("net.onnx");

    public static TheoryData<string> GridNames() => new(Grid.All.Select(info => info.Name));

    [PeerTheory]
    [MemberData(nameof(GridNames))]
    public void Every_option_gives_nearly_the_same_logits_and_convolves_integers(string name)
    {
        VariantInfo info = Grid.All.Single(info => info.Name == name);
        // A few random networks amplify what 8 bits round: of five the median counts, which is near when three are.
        List<double> distances = [];
        for (var seed = 1; seed <= 5 && distances.Count(distance => distance <= Near) < 3; seed++)
            distances.Add(Distance(seed));

        Assert.True(distances.Count(distance => distance <= Near) >= 3, string.Join(", ", distances));
        OnnxChecker.Accept(Path);
        var operators = OptimizedOperators();
        Assert.DoesNotContain("Conv", operators);
        Assert.DoesNotContain("Gemm", operators);

        double Distance(int seed)
        {
            manual_seed(seed);
            using var model = TestState.Scrambled(Grid.Create(name));
            var images = Noise(info);
            Export(info, model, new OnnxQuantizationOptions(images) { Percentile = 100 });
            var inputs = Inputs(images);
            return QuantizationTests.Distance(model.call(inputs), OnnxRunner.Run(Path, inputs));
        }
    }

    [Theory]
    [InlineData(CalibrationMethod.Entropy)]
    [InlineData(CalibrationMethod.Percentile)]
    public void The_first_and_last_layer_can_keep_32_bits(CalibrationMethod method)
    {
        var info = Grid.ResnetGrey.Info;
        using var model = TestState.Scrambled(Grid.Create(info.Name));
        var images = Noise(info);
        Export(info, model, new OnnxQuantizationOptions(images) { Method = method, FirstAndLastInFloat = true, Count = 5 });

        var written = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path));
        string[] floats = ["conv1.weight", "fc.weight"];
        Assert.Equal(floats,
            written.Graph.Initializer.Where(tensor => tensor.Name.EndsWith(".weight", StringComparison.Ordinal))
            .Select(tensor => tensor.Name));
        Assert.All(
            written.Graph.Initializer.Where(tensor => tensor.Name.EndsWith(".weight/quantized", StringComparison.Ordinal)),
            tensor => Assert.Equal((int)TensorProto.Types.DataType.Int8, tensor.DataType));
        var inputs = Inputs(images);
        AssertNear(model.call(inputs), OnnxRunner.Run(Path, inputs));
    }

    [Fact]
    public void A_percentile_leaves_out_the_farthest_values()
    {
        float[] values = [.. Enumerable.Range(0, 10_000).Select(i => i / 10_000f), -50, 50];
        ValueHistogram histogram = new();
        histogram.Extend(values);
        histogram.Count(values);

        Assert.Equal((-50, 50), histogram.Percentile(100));
        (var least, var most) = histogram.Percentile(99.9);
        Assert.InRange(least, -0.1f, 0);
        Assert.InRange(most, 0.99f, 1.1f);
    }

    [Fact]
    public void Entropy_gives_up_few_far_values_for_finer_steps_and_none_of_an_even_spread()
    {
        Random random = new(1);
        float[] even = [.. Enumerable.Range(0, 100_000).Select(_ => (float)(2 * random.NextDouble()) - 1)];
        float[] tailed = [.. Enumerable.Range(0, 100_000).Select(_ => (float)(0.02 * Math.Log(random.NextDouble()))), 1];

        Assert.InRange(Entropy(even), 0.95f, 1.0f);
        Assert.InRange(Entropy(tailed), 0.05f, 0.5f);

        static float Entropy(float[] values)
        {
            ValueHistogram histogram = new();
            histogram.Extend(values);
            histogram.Count(values);
            (var least, var most) = histogram.Entropy();
            return Math.Max(-least, most);
        }
    }

    [Fact]
    public void Matrix_products_of_tokens_are_of_integers()
    {
        var info = Grid.ConvnextPlain.Info;
        using var model = TestState.Scrambled(Grid.Create(info.Name));
        Export(info, model, new OnnxQuantizationOptions(Noise(info)));

        var operators = OptimizedOperators();
        Assert.DoesNotContain("MatMul", operators);
        Assert.Contains("MatMulIntegerToFloat", operators);
    }

    [Fact]
    public void A_bias_stays_where_the_weights_are_nothing_beside_it()
    {
        manual_seed(1);
        var info = Grid.ResnetGrey.Info;
        using var model = TestState.Scrambled(Grid.Create(info.Name));
        model.get_parameter("bn1.weight")!.fill_(1e-20);
        model.get_parameter("bn1.bias")!.copy_(linspace(0.1, 3, 16));
        var images = Noise(info);
        Export(info, model, new OnnxQuantizationOptions(images));

        var inputs = Inputs(images);
        AssertNear(model.call(inputs), OnnxRunner.Run(Path, inputs));
    }

    // A few values, each of many pixels: what entropy cuts off of them is more than of photographs.
    [Theory]
    [InlineData(CalibrationMethod.Entropy, 0.5)]
    [InlineData(CalibrationMethod.Percentile, 0.1)]
    public void One_image_of_one_grey_calibrates_for_itself(CalibrationMethod method, double near)
    {
        manual_seed(1);
        var info = Grid.ResnetGrey.Info;
        using var model = TestState.Scrambled(Grid.Create(info.Name));
        foreach (var grey in (byte[])[0, 128, 255])
        {
            var pixels = new byte[info.ImageSize * info.ImageSize];
            pixels.AsSpan().Fill(grey);
            MemoryImages images = new(pixels, new byte[1], new ImageShape(1, info.ImageSize, info.ImageSize), ["any"],
                new Normalization([0.5], [0.25]));
            Export(info, model, new OnnxQuantizationOptions(images) { Method = method });

            var inputs = full([1, 1, info.ImageSize, info.ImageSize], ((grey / 255f) - 0.5f) / 0.25f);
            Assert.InRange(Distance(model.call(inputs), OnnxRunner.Run(Path, inputs)), 0, near);
        }
    }

    [Theory]
    [InlineData("resnet_grey", "layer2.0.conv1.weight", float.NaN)]
    [InlineData("resnet_grey", "layer2.0.conv1.weight", float.PositiveInfinity)]
    [InlineData("resnet_grey", "fc.weight", float.NaN)]
    [InlineData("resnet_grey", "fc.bias", float.NegativeInfinity)]
    [InlineData("convnext_plain", "features.1.0.block.3.weight", float.NaN)]
    public void Values_that_are_not_finite_are_refused(string network, string name, float value)
    {
        var info = Grid.All.Single(known => known.Name == network);
        using var model = TestState.Scrambled(Grid.Create(info.Name));
        model.get_parameter(name)!.view(-1)[0] = tensor(value);

        var message = Assert.Throws<ArgumentException>(() => Export(info, model, new OnnxQuantizationOptions(Noise(info)))).Message;
        Assert.Contains($"'{name}' holds NaN or infinity", message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Images_that_do_not_fit_the_network_are_refused()
    {
        var info = Grid.ResnetGrey.Info;
        using var model = Grid.Create(info.Name);
        var coloured = Noise(Grid.ResnetTwoStages.Info);

        Assert.Contains("takes images [N, 1, any, any] of ", Refusal(info, model, coloured), StringComparison.Ordinal);
        Assert.Contains("There are no images for the quantization",
            Refusal(info, model, new EncodedImages([], new EvaluationTransform(28, 28), new ImageFolderOptions { Grayscale = true })),
            StringComparison.Ordinal);
        using var large = Grid.Create("vgg_settings");
        Assert.Contains("those for its quantization are 3×2×2", Refusal(Grid.VggSettings.Info, large, Noise(3, 2)),
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxQuantizationOptions(coloured) { Percentile = 50 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxQuantizationOptions(coloured) { Count = 0 });
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    public void Dispose()
    {
        _noGradients.Dispose();
        _scope.Dispose();
        _folder.Dispose();
    }

    private static MemoryImages Noise(VariantInfo info) => Noise(info.InChannels, info.ImageSize);

    private static MemoryImages Noise(int channels, int side)
    {
        var pixels = new byte[Images * channels * side * side];
        new Random(18).NextBytes(pixels);
        return new MemoryImages(pixels, new byte[Images], new ImageShape(channels, side, side), ["any"],
            new Normalization([.. Enumerable.Repeat(0.5, channels)], [.. Enumerable.Repeat(0.25, channels)]));
    }

    private static Tensor Inputs(MemoryImages images)
    {
        var batch = PixelBatch.Read(images, [.. Enumerable.Range(0, Images)]);
        return tensor(batch.Pixels.ToArray(), [Images, images.Shape.Channels, images.Shape.Height, images.Shape.Width]).to(
            ScalarType.Float32).div_(255).sub_(0.5).div_(0.25);
    }

    /// <summary>
    /// Random weights and noise are harder than what a training leaves: a fifth is near, and what is wrong is as far as its size.
    /// </summary>
    private static void AssertNear(Tensor expected, Tensor actual) => Assert.InRange(Distance(expected, actual), 0, Near);

    private static double Distance(Tensor expected, Tensor actual) =>
        (actual - expected).square().mean().sqrt().item<float>() / expected.square().mean().sqrt().item<float>();

    private string Refusal(VariantInfo info, nn.Module model, IImageSource images) =>
        Assert.Throws<ArgumentException>("options", () => Export(info, model, new OnnxQuantizationOptions(images))).Message;

    private void Export(VariantInfo info, nn.Module model, OnnxQuantizationOptions options) =>
        OnnxExport.Write(Path, info, model.AsWeightReader(), new OnnxExportOptions { Quantization = options });

    /// <summary>What ONNX Runtime makes of the file.</summary>
    private string[] OptimizedOperators()
    {
        var optimized = _folder.File("optimized.onnx");
        using SessionOptions options = new()
        {
            OptimizedModelFilePath = optimized,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        };
        using (new InferenceSession(Path, options))
            return [.. ModelProto.Parser.ParseFrom(File.ReadAllBytes(optimized)).Graph.Node.Select(node => node.OpType)];
    }
}
