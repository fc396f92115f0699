using System;
using System.Linq;
using NetVariants.Data;
using NetVariants.Inference;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Models.Tests.Training;

/// <summary>
/// In channels_last libtorch ends the process in the backward pass of a group normalization whose input needs no gradient.
/// </summary>
public sealed class GroupNormFormatTests
{
    private static readonly DataSplits s_data = FashionMnist.Load();

    [Theory]
    [InlineData("conv1", MemoryFormat.Contiguous)]
    [InlineData("layer2.0.downsample.0", MemoryFormat.ChannelsLast)]
    [InlineData("fc", MemoryFormat.ChannelsLast)]
    public void A_network_trains_contiguous_where_all_before_a_normalization_is_frozen(string frozen, MemoryFormat expected)
    {
        using var model = WithGroupNorm.Create();
        model.Freeze(frozen);

        Assert.Equal(expected, FormatOfTraining(model));
    }

    [Theory]
    [InlineData("layer1.0.conv2", MemoryFormat.ChannelsLast)]
    [InlineData("layer2.0.conv2", MemoryFormat.Contiguous)]
    public void A_normalization_in_a_branch_gets_what_comes_before_the_branch(string trained, MemoryFormat expected)
    {
        using var model = WithGroupNorm.Create();
        model.Freeze();
        model.Unfreeze(trained, "layer2.0.downsample.1", "fc");

        Assert.Equal(expected, FormatOfTraining(model));
    }

    [Fact]
    public void A_frozen_normalization_has_no_gradient()
    {
        using var model = WithGroupNorm.Create();
        model.Freeze("conv1", "bn1");

        Assert.Equal(MemoryFormat.ChannelsLast, FormatOfTraining(model));
    }

    [Fact]
    public void Channels_last_is_refused_for_training_alone()
    {
        using var model = WithGroupNorm.Create();
        model.Freeze("conv1");

        var error = Assert.Throws<NetworkMismatchException>(() => FormatOfTraining(model, MemoryFormat.ChannelsLast));
        Assert.Contains("as that of 'bn1' does. Use MemoryFormat.Contiguous", error.Message, StringComparison.Ordinal);

        using var classifier = new Classifier(model, s_data.Train.Classes, s_data.Train.Normalization, CPU, MemoryFormat.ChannelsLast);
        Assert.Single(classifier.Classify(PixelBatch.Read(s_data.Test, [0])));
    }

    [Fact]
    public void A_normalization_of_images_is_refused()
    {
        using var model = nn.Sequential(
            ("norm", nn.GroupNorm(1, 1)), ("conv", nn.Conv2d(1, 8, 3)), ("flatten", nn.Flatten()), ("fc", nn.Linear(8 * 26 * 26, 10)));

        var error = Assert.Throws<NetworkMismatchException>(() => FormatOfTraining(model, MemoryFormat.ChannelsLast));

        Assert.Contains("as that of 'norm' does.", error.Message, StringComparison.Ordinal);
    }

    private static MemoryFormat? FormatOfTraining(Network model, MemoryFormat asked = MemoryFormat.Auto)
    {
        var options = new TrainerOptions { Epochs = 1, BatchSize = 20, Device = "cpu", Threads = 1, MemoryFormat = asked };
        return new Trainer(options).Fit(
            model,
            new ImageSubset(s_data.Train, [.. Enumerable.Range(0, 40)]),
            new ImageSubset(s_data.Validation, [.. Enumerable.Range(0, 20)])).MemoryFormat;
    }
}

[ResNetVariant(
    "group", "1,1", Widths = "32,64", Stem = Stem.Small, Norm = Norm.GroupNorm, InChannels = 1, NumClasses = 10, ImageSize = 28)]
internal sealed partial class WithGroupNorm;
