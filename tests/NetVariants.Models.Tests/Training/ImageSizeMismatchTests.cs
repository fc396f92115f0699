using System;
using System.Linq;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Inference;
using NetVariants.Training;
using NetVariants.Weights;
using Xunit;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Models.Tests.Training;

/// <summary>
/// Generated networks on images that they were not declared for: the message names the network, its layer and the option to change.
/// </summary>
public sealed class ImageSizeMismatchTests
{
    private static readonly TrainerOptions s_options = new() { Epochs = 1, BatchSize = 4, Device = "cpu" };

    [Theory]
    [InlineData("tail", "layer4.0.bn1")]
    [InlineData("dense", "features.denseblock4.denselayer1.norm1")]
    public void Batch_norm_over_one_pixel_needs_more_than_one_image(string name, string layer)
    {
        using Network single = Unfit.Create(name), several = Unfit.Create(name);

        var error = Assert.Throws<NetworkMismatchException>(() => Fit(single, s_options with { BatchSize = 1 }, Images(3, 32)));
        var result = Fit(several, s_options, Images(3, 32));

        Assert.StartsWith(
            $"{single.GetType().Name}'s batch normalization '{layer}' would get a batch of one image",
            error.Message,
            StringComparison.Ordinal);
        Assert.True(double.IsFinite(result.Test!.Metrics.Loss));
        Assert.Equal([2L, 2, 2, 2, 0], result.Test!.Confusion.Select(row => row.Sum()));
    }

    [Theory]
    [InlineData("tail", 1, 32, "Tail takes images of 3 channels (its layer 'conv1'), and these have 1: declare it with InChannels = 1")]
    [InlineData(
        "plain",
        3,
        2,
        "Plain cannot take images [3, 2, 2] of Float32 at its layer 'features.5', which gets [1, 8, 1, 1]: Given input size")]
    [InlineData("thousand", 3, 32, "Thousand has 1000 outputs for 5 classes: declare it with NumClasses = 5, call ReplaceHead(5)")]
    public void A_mismatch_names_the_option_to_change(string name, int channels, int size, string message)
    {
        using var model = Unfit.Create(name);

        Assert.StartsWith(
            message,
            Assert.Throws<NetworkMismatchException>(() => Fit(model, s_options, Images(channels, size))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            message,
            Assert.Throws<InvalidOperationException>(() => Compare(name, Images(channels, size))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_frozen_network_with_a_new_head_is_trained()
    {
        using var model = Unfit.Create("thousand");
        model.Freeze();
        Assert.Contains(
            "Every parameter of Thousand is frozen",
            Assert.Throws<InvalidOperationException>(() => Fit(model, s_options, Images(3, 32))).Message,
            StringComparison.Ordinal);

        model.ReplaceHead(5);

        // Its normalizations are frozen, and so take single images.
        Assert.NotNull(Fit(model, s_options with { BatchSize = 1 }, Images(3, 32)).Test);
    }

    private static TrainingResult Fit(Network model, TrainerOptions options, IImageSource images) =>
        new Trainer(options).Fit(model, images, images, images);

    /// <summary>Throws what a comparison tells of its one network.</summary>
    private static void Compare(string name, IImageSource images)
    {
        VariantInfo info = Unfit.All.Single(info => info.Name == name);
        var result = new Comparison([new Candidate(info, device => Unfit.Create(name, device))], s_options).Run(
            new DataSplits("noise", images, images, images));
        throw new InvalidOperationException(result.Candidates[0].Failure!);
    }

    private static MemoryImages Images(int channels, int size)
    {
        var shape = new ImageShape(channels, size, size);
        var pixels = new byte[8 * shape.Bytes];
        new Random(3).NextBytes(pixels);
        return new MemoryImages(
            pixels,
            new byte[] { 0, 1, 2, 3, 0, 1, 2, 3 },
            shape,
            ["a", "b", "c", "d", "e"],
            new Normalization([.. Enumerable.Repeat(0.5, channels)], [.. Enumerable.Repeat(0.25, channels)]));
    }
}

[ResNetVariant("tail", "1,1,1,1", Widths = "4,8,8,8", ImageSize = 32, NumClasses = 5)]
[ResNetVariant("thousand", "1,1,1,1", Widths = "4,8,8,8", ImageSize = 32)]
[DenseNetVariant("dense", "1,1,1,1", GrowthRate = 4, NumInitFeatures = 8, ImageSize = 32, NumClasses = 5)]
[VggVariant("plain", "4,M,8,M", HiddenFeatures = 8, AvgPoolSize = 1, ImageSize = 32, NumClasses = 5)]
internal static partial class Unfit;
