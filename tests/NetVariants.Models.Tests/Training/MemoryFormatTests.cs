using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using NetVariants.Data;
using NetVariants.Inference;
using NetVariants.Modules;
using NetVariants.Native;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Models.Tests.Training;

public sealed class MemoryFormatTests : IDisposable
{
    private static readonly DataSplits s_data = FashionMnist.Load();

    private readonly TemporaryFolder _folder = new();

    /// <summary>
    /// The networks whose weights and three gradients of 64 bits fit the memory of a small machine; in a short run, the small ones.
    /// </summary>
    public static TheoryData<string> Fitting => [.. ReadyMade.NamesBelow(LongRun.IsOn ? 250_000_000 : 50_000_000)];

    public void Dispose()
    {
        Aten.IsOff = false;
        _folder.Dispose();
    }

    [Theory]
    [InlineData("vgg11", MemoryFormat.ChannelsLast)]
    [InlineData("resnet14", MemoryFormat.ChannelsLast)]
    [InlineData("densenet83", MemoryFormat.ChannelsLast)]
    [InlineData("mobilenet_v2", MemoryFormat.ChannelsLast)]
    [InlineData("convnext_tiny", MemoryFormat.ChannelsLast)]
    [InlineData("vit_b_32", MemoryFormat.Contiguous)]
    public void Auto_lays_the_maps_of_convolutional_networks_channels_last(string name, MemoryFormat expected)
    {
        using var model = ReadyMade.Find(name).Create();

        Assert.Equal(expected, Chosen(MemoryFormat.Auto, model));
        Assert.Equal(MemoryFormat.Contiguous, Chosen(MemoryFormat.Auto, model, ScalarType.Float64));
        Assert.Equal(MemoryFormat.Contiguous, Chosen(MemoryFormat.Auto, model, device: "cuda:0"));
        Assert.Equal(MemoryFormat.Contiguous, Chosen(MemoryFormat.Contiguous, model));
        Assert.Equal(MemoryFormat.ChannelsLast, Chosen(MemoryFormat.ChannelsLast, model));
    }

    [Fact]
    public void Auto_leaves_a_handwritten_network_contiguous()
    {
        using var model = nn.Sequential(nn.Conv2d(1, 8, 3), nn.Conv2d(8, 8, 3));

        Assert.Equal(MemoryFormat.Contiguous, Chosen(MemoryFormat.Auto, model));
        Assert.Equal(MemoryFormat.ChannelsLast, Chosen(MemoryFormat.ChannelsLast, model));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(15)]
    public void A_convolution_that_oneDNN_gets_wrong_is_refused_by_its_name(int inputs)
    {
        using var model = nn.Sequential(("first", nn.Conv2d(inputs, 8, 1, stride: 2)), ("second", nn.Conv2d(8, 8, 3)));

        var error = Assert.Throws<NetworkMismatchException>(() => Chosen(MemoryFormat.ChannelsLast, model));

        Assert.Contains("as 'first' is. Use MemoryFormat.Contiguous", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    public void Images_have_the_same_values_in_another_order(long channels, bool isAvailable)
    {
        using var scope = NewDisposeScope();
        Aten.IsOff = !isAvailable;
        var images = rand(2, channels, 5, 4);

        var laid = MemoryFormats.Lay(images, MemoryFormat.ChannelsLast);

        Assert.Equal([20 * channels, 1, 4 * channels, channels], laid.stride());
        Assert.True(laid.eq(images).all().item<bool>());
        Assert.Same(images, MemoryFormats.Lay(images, MemoryFormat.Contiguous));
    }

    [Fact]
    public void Every_map_of_gray_images_lies_channels_last()
    {
        using var scope = NewDisposeScope();
        using var model = Fitted.Create("norm");
        using var transfer = NetworkCall.TransferOf(model, s_data.Train.Normalization, CPU, MemoryFormat.Auto);
        var strides = new List<long>();
        foreach (var layer in model.modules().OfType<TorchSharp.Modules.Conv2d>())
        {
            layer.register_forward_hook((_, _, output) =>
            {
                strides.Add(output.stride(1));
                return output;
            });
        }

        model.call(transfer.Send(PixelBatch.Read(s_data.Test, [0, 1])).Images);

        Assert.Equal([1, 1], strides);
    }

    /// <summary>LayerNorm2d's own maps have their channels side by side, for which oneDNN gets the second stage's shortcut wrong.</summary>
    [Fact]
    public void Every_map_of_a_narrow_network_with_layer_norm_is_contiguous()
    {
        using var scope = NewDisposeScope();
        using var model = NarrowWithLayerNorm.Create();
        var inputs = new List<bool>();
        foreach (var layer in model.modules().OfType<TorchSharp.Modules.Conv2d>())
        {
            layer.register_forward_pre_hook((_, input) =>
            {
                inputs.Add(input.is_contiguous());
                return input;
            });
        }

        model.call(rand(2, 3, 16, 16));

        Assert.Equal([true, true, true, true, true, true], inputs);
    }

    [Theory, MemberData(nameof(Fitting))]
    public void Logits_and_gradients_are_the_same_but_for_rounding(string name)
    {
        using var scope = NewDisposeScope();
        var info = ReadyMade.Find(name).Info;
        manual_seed(3);
        using var model = ReadyMade.Find(name).Create();
        model.to(ScalarType.Float64);
        var images = randn([2, 3, info.Family == "ViT" ? 224 : 64, info.Family == "ViT" ? 224 : 64], ScalarType.Float64);

        var (logits, gradients) = Step(images);
        var (laidLogits, laidGradients) = Step(MemoryFormats.Lay(images, MemoryFormat.ChannelsLast));

        Assert.True(laidLogits.allclose(logits, 1e-9, 1e-9));
        // Relative to the largest gradient of a weight: those that nearly cancel out are all rounding.
        Assert.All(gradients.Zip(laidGradients), pair => Assert.True(
            pair.First.allclose(pair.Second, 1e-6, (1e-8 * pair.First.abs().max().item<double>()) + 1e-9)));
        Assert.All(laidGradients, gradient => Assert.True(gradient.is_contiguous()));
        Assert.All(model.parameters(), parameter => Assert.True(parameter.is_contiguous()));

        (Tensor Logits, Tensor[] Gradients) Step(Tensor input)
        {
            manual_seed(4);
            model.zero_grad();
            var output = model.call(input);
            output.sum().backward();
            return (output.detach(), [.. model.parameters().Select(parameter => parameter.grad!.clone())]);
        }
    }

    [Fact]
    public void Training_and_classifying_give_the_same_results_but_for_rounding()
    {
        using var scope = NewDisposeScope();
        using var contiguous = Trained(MemoryFormat.Contiguous, null, out var expected);
        using var laid = Trained(MemoryFormat.Auto, null, out var result);

        Assert.Equal((MemoryFormat.Contiguous, MemoryFormat.ChannelsLast), (expected.MemoryFormat!.Value, result.MemoryFormat!.Value));
        Assert.Equal(expected.Epochs[0].Train.Loss, result.Epochs[0].Train.Loss, 1e-3);
        Assert.Equal(expected.Test!.Metrics.Loss, result.Test!.Metrics.Loss, 1e-2);
        var batch = PixelBatch.Read(s_data.Test, [0, 1, 2]);
        Assert.All(Classified(MemoryFormat.Contiguous).Zip(Classified(MemoryFormat.ChannelsLast)), pair =>
        {
            Assert.Equal(pair.First.Index, pair.Second.Index);
            Assert.Equal(pair.First.Probability, pair.Second.Probability, 1e-4);
        });

        ClassProbability[] Classified(MemoryFormat format)
        {
            using var classifier = new Classifier(laid, s_data.Train.Classes, s_data.Train.Normalization, CPU, format);
            return [.. classifier.Classify(batch).Select(best => best[0])];
        }
    }

    [Fact]
    public void A_training_resumes_to_the_same_bits_in_the_format_it_began_with()
    {
        using var scope = NewDisposeScope();
        using var whole = Trained(MemoryFormat.Auto, null, out var expected);
        using (Trained(MemoryFormat.Auto, new CheckpointOptions(_folder.Path) { EverySteps = 3 }, out _))
        {
        }

        File.Delete(_folder.File("last.checkpoint"));
        using var resumed = Trained(MemoryFormat.Auto, new CheckpointOptions(_folder.Path), out var result);

        Assert.Equal(MemoryFormat.ChannelsLast, result.MemoryFormat);
        Assert.Equal(expected.Test!.Metrics, result.Test!.Metrics);
        Assert.All(whole.parameters().Zip(resumed.parameters()), pair => Assert.True(pair.First.eq(pair.Second).all().item<bool>()));
    }

    [Fact]
    public void A_training_from_a_version_without_formats_goes_on_contiguous()
    {
        using var scope = NewDisposeScope();
        var checkpoints = new CheckpointOptions(_folder.Path);
        using (Trained(MemoryFormat.Auto, checkpoints, out _))
        {
        }

        var path = _folder.File("last.checkpoint");
        var (record, tensors) = CheckpointRecord.Read(path);
        var json = JsonNode.Parse(record.ToJson())!;
        Assert.True(json["Position"]!.AsObject().Remove("Format"));
        CheckpointFile.Write(path, json.ToJsonString(), TensorBytes.Contents(tensors), new Dictionary<string, string>());
        using var model = Trained(MemoryFormat.Auto, checkpoints, out var result);

        Assert.Equal(MemoryFormat.Contiguous, result.MemoryFormat);
    }

    private static MemoryFormat Chosen(
        MemoryFormat asked, nn.Module model, ScalarType type = ScalarType.Float32, string device = "cpu") =>
        MemoryFormats.Choose(asked, model, new Device(device), type);

    private static Network Trained(MemoryFormat format, CheckpointOptions? checkpoints, out TrainingResult result)
    {
        manual_seed(3);
        var model = Fitted.Create("norm");
        var options = new TrainerOptions { Epochs = 2, BatchSize = 20, Device = "cpu", Threads = 1, MemoryFormat = format };
        result = new Trainer(options).Fit(
            model,
            new ImageSubset(s_data.Train, [.. Enumerable.Range(0, 100)]),
            new ImageSubset(s_data.Validation, [.. Enumerable.Range(0, 40)]),
            new ImageSubset(s_data.Test, [.. Enumerable.Range(0, 40)]),
            checkpoints);
        return model;
    }
}

[ResNetVariant("narrow", "1,1", Widths = "8,16", Stem = Stem.Small, Norm = Norm.LayerNorm, NumClasses = 10, ImageSize = 16)]
internal sealed partial class NarrowWithLayerNorm;
