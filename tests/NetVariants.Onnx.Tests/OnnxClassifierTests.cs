using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetVariants.Data;
using NetVariants.Inference;
using NetVariants.Integration.Tests;
using NetVariants.Tests;
using NetVariants.Weights;
using TorchSharp;
using Xunit;

namespace NetVariants.Onnx.Tests;

/// <summary>Images in, classes out, as the torch classifier gives them.</summary>
public sealed class OnnxClassifierTests : IDisposable
{
    private const int Images = 7;

    private static readonly VariantInfo s_network = Grid.ResnetGrey.Info;
    private static readonly string[] s_classes = [.. Enumerable.Range(0, s_network.NumClasses).Select(label => $"class {label}")];
    private static readonly MemoryImages s_images = Noise(s_network.ImageSize);

    private readonly TemporaryFolder _folder = new();
    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> _model = TestState.Scrambled(Grid.Create(s_network.Name));

    private string Path => _folder.File("net.onnx");

    [Theory]
    [InlineData(null, 3)]
    [InlineData(null, 32)]
    [InlineData(4, 1)]
    public void Gives_what_the_torch_classifier_gives_whatever_the_batches(int? fileBatch, int batchSize)
    {
        Export(new OnnxExportOptions { Classes = s_classes, Normalization = s_images.Normalization, BatchSize = fileBatch });
        var batch = PixelBatch.Read(s_images, [.. Enumerable.Range(0, Images)]);
        using IClassifier expected = new Classifier(_model, s_classes, s_images.Normalization, torch.CPU);
        using IClassifier classifier = OnnxClassifier.Open(Path, new OnnxClassifierOptions { BatchSize = batchSize, Threads = 2 });

        AssertSame(expected.Classify(batch, top: 3), classifier.Classify(batch, top: 3));
        Assert.Equal(expected.Classes, classifier.Classes);
        Assert.All(classifier.Classify(batch, top: 99), image => Assert.Equal(1, image.Sum(guess => guess.Probability), 1e-9));
        Assert.Throws<ArgumentOutOfRangeException>("top", () => classifier.Classify(batch, top: 0));
    }

    [Fact]
    public void The_file_holds_size_channels_and_normalization()
    {
        Export(new OnnxExportOptions
        {
            Classes = s_classes,
            Normalization = s_images.Normalization,
            Evaluation = new EvaluationTransform(28, 32)
        });
        using var classifier = OnnxClassifier.Open(Path);

        Assert.Equal((28, 32), (classifier.Evaluation!.Size, classifier.Evaluation.Resize));
        Assert.Equal(s_images.Normalization.Mean, classifier.Normalization.Mean);
        Assert.Equal(s_images.Normalization.Std, classifier.Normalization.Std);
        Assert.Equal(s_network.Declaration, classifier.Declaration);
    }

    [Fact]
    public void Concurrent_calls_give_what_single_ones_give_and_disposal_waits_for_them()
    {
        Export(new OnnxExportOptions { Classes = s_classes, Normalization = s_images.Normalization });
        var classifier = OnnxClassifier.Open(Path);
        PixelBatch[] batches = [.. Enumerable.Range(0, Images).Select(i => PixelBatch.Read(s_images, i))];
        ClassProbability[] expected = [.. batches.Select(batch => classifier.Classify(batch)[0][0])];

        var given = new ClassProbability[400];
        Parallel.For(0, given.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            given[i] = classifier.Classify(batches[i % Images])[0][0]);
        Assert.All(given.Index(), pair => Assert.Equal(expected[pair.Index % Images].Probability, pair.Item.Probability, 1e-6));

        Task[] calls = [.. Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            while (true)
                classifier.Classify(batches[i % Images]);
        }))];
        classifier.Dispose();
        Assert.All(calls, call => Assert.IsType<ObjectDisposedException>(Assert.Throws<AggregateException>(call.Wait).InnerException));
    }

    [Fact]
    public void Images_that_do_not_fit_are_refused_with_the_input_and_its_shape()
    {
        Export(new OnnxExportOptions { Classes = s_classes, Normalization = s_images.Normalization, ImageSize = s_network.ImageSize });
        using var classifier = OnnxClassifier.Open(Path);

        var error = Assert.Throws<NetworkMismatchException>(() => classifier.Classify(PixelBatch.Read(Noise(30), 0)));
        Assert.Contains("takes images [N, 1, 28, 28] as its input 'input', and these are 1×30×30", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_too_small_for_the_network_are_refused_with_the_smallest()
    {
        var info = Grid.VggSettings.Info;
        using var model = Grid.Create(info.Name);
        OnnxExport.Write(Path, info, model.AsWeightReader(),
            new OnnxExportOptions { Classes = s_classes, Normalization = s_images.Normalization });
        using var classifier = OnnxClassifier.Open(Path);

        var error = Assert.Throws<NetworkMismatchException>(() => classifier.Classify(PixelBatch.Read(Noise(2, channels: 3), 0)));
        var expected = $"takes images [N, 3, any, any] of {info.SmallestImageSize}×{info.SmallestImageSize} or more as its input "
            + "'input', and these are 3×2×2";
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_does_not_tell_is_asked_for()
    {
        Export(new OnnxExportOptions());

        Assert.Contains("does not name its 10 classes",
            Assert.Throws<ArgumentException>("options", () => OnnxClassifier.Open(Path)).Message, StringComparison.Ordinal);
        OnnxClassifierOptions options = new() { Classes = s_classes };
        Assert.Contains("give the Normalization",
            Assert.Throws<ArgumentException>("options", () => OnnxClassifier.Open(Path, options)).Message, StringComparison.Ordinal);
        options = new OnnxClassifierOptions { Classes = ["one"], Normalization = s_images.Normalization };
        Assert.Contains("10 logits for 1 classes",
            Assert.Throws<ArgumentException>("options", () => OnnxClassifier.Open(Path, options)).Message, StringComparison.Ordinal);
        using var classifier = OnnxClassifier.Open(Path, options with { Classes = s_classes });
        Assert.Null(classifier.Evaluation);
    }

    [Fact]
    public void Files_that_are_no_classifiers_are_refused()
    {
        Assert.Throws<FileNotFoundException>(() => OnnxClassifier.Open(Path));
        File.WriteAllText(Path, "not a network");
        Assert.Contains("cannot run", Assert.Throws<InvalidDataException>(() => OnnxClassifier.Open(Path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Classify_throws_when_a_logit_is_NaN()
    {
        using (torch.no_grad())
            _model.get_parameter("fc.bias")!.fill_(float.NaN);
        Export(new OnnxExportOptions { Classes = s_classes, Normalization = s_images.Normalization });
        using var classifier = OnnxClassifier.Open(Path);

        Assert.Contains(
            "logits of image 2 are NaN",
                Assert.Throws<InvalidOperationException>(() => classifier.Classify(PixelBatch.Read(s_images, 2))).Message,
                StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    private static void AssertSame(IReadOnlyList<IReadOnlyList<ClassProbability>> expected,
        IReadOnlyList<IReadOnlyList<ClassProbability>> given)
    {
        Assert.Equal(expected.SelectMany(image => image.Select(guess => (guess.Index, guess.Name))),
            given.SelectMany(image => image.Select(guess => (guess.Index, guess.Name))));
        Assert.All(expected.SelectMany(image => image).Zip(given.SelectMany(image => image)), pair =>
            Assert.Equal(pair.First.Probability, pair.Second.Probability, 1e-5));
    }

    private static MemoryImages Noise(int side, int channels = 1)
    {
        var pixels = new byte[Images * channels * side * side];
        new Random(18).NextBytes(pixels);
        return new MemoryImages(pixels, new byte[Images], new ImageShape(channels, side, side), ["any"],
            new Normalization([.. Enumerable.Repeat(0.3, channels)], [.. Enumerable.Repeat(0.2, channels)]));
    }

    private void Export(OnnxExportOptions options) => OnnxExport.Write(Path, s_network, _model.AsWeightReader(), options);
}
