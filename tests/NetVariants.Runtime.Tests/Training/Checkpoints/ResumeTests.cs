using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Training.Checkpoints;

/// <summary>What a second call of the same program does in the same folder.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly DataSplits s_data = Synthetic.Splits(train: 64);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Resuming_an_early_stop_only_tests_unless_patience_grows()
    {
        var options = Synthetic.Options(epochs: 40) with { Patience = 2, LearningRate = 0.2, Nesterov = false };
        var (first, state) = Fit(options);
        var train = new Unread(s_data.Train);

        for (var i = 0; i < 2; i++)
        {
            var (again, same) = Fit(options, train);

            Assert.Equal(
                (StopReason.NoImprovement, first.BestEpoch, first.Test!.Metrics), (again.Stop, again.BestEpoch, again.Test!.Metrics));
            Assert.Equal(first.Epochs.Select(epoch => epoch.Validation), again.Epochs.Select(epoch => epoch.Validation));
            Assert.Equal(state, same);
        }

        var (longer, _) = Fit(options with { Patience = 4 });
        Assert.True(longer.Epochs.Count > first.Epochs.Count);
        Assert.Equal(
            first.Epochs.Select(epoch => epoch.Validation), longer.Epochs.Take(first.Epochs.Count).Select(epoch => epoch.Validation));
    }

    [Fact]
    public void Resuming_a_timed_out_training_only_tests_unless_the_time_grows()
    {
        var options = Synthetic.Options(epochs: 3) with { MaxTime = TimeSpan.FromTicks(1) };
        var (first, _) = Fit(options);

        var (again, _) = Fit(options, new Unread(s_data.Train));
        var (longer, _) = Fit(options with { MaxTime = null });

        Assert.Equal((StopReason.TimeOver, 1, first.Test!.Metrics), (again.Stop, again.Epochs.Count, again.Test!.Metrics));
        Assert.Equal((StopReason.Completed, 3), (longer.Stop, longer.Epochs.Count));
    }

    [Fact]
    public void An_epoch_cut_short_does_not_count_as_completed()
    {
        var options = Synthetic.Options(epochs: 1) with { MaxTime = TimeSpan.FromTicks(1) };

        Assert.Equal(StopReason.TimeOver, Fit(options).Result.Stop);
        Assert.Equal(StopReason.TimeOver, Fit(options with { MaxTime = null }, new Unread(s_data.Train)).Result.Stop);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("validation")]
    public void Changed_images_are_detected(string part)
    {
        Fit(Synthetic.Options(1));
        var other = part == "train"
            ? s_data with { Train = Synthetic.Images(64, 9) }
            : s_data with { Validation = Synthetic.Images(64, 9) };

        var error = Assert.Throws<CheckpointException>(() => Fit(Synthetic.Options(2), other.Train, other.Validation));

        Assert.Contains(
            part == "train"
                ? "the training images, their labels or how they are prepared have changed"
                : "the validation images, their labels or how they are prepared have changed",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_goes_on_in_its_memory_format_unless_another_is_asked_for()
    {
        var options = Synthetic.Options(epochs: 1) with { Schedule = LearningRateSchedule.Constant };
        Fit(options with { MemoryFormat = MemoryFormat.ChannelsLast });
        var longer = options with { Epochs = 2 };

        var error = Assert.Throws<CheckpointException>(() => Fit(longer with { MemoryFormat = MemoryFormat.Contiguous }));
        Assert.Contains("MemoryFormat was ChannelsLast and is Contiguous", error.Message, StringComparison.Ordinal);

        var (result, _) = Fit(longer);
        Assert.Equal((2, MemoryFormat.ChannelsLast), (result.Epochs.Count, result.MemoryFormat));
    }

    [Fact]
    public void A_changed_normalization_is_detected()
    {
        MemoryImages Images(double mean) =>
            new(
                new byte[2 * Synthetic.Shape.Bytes],
                new byte[] { 0, 1 },
                Synthetic.Shape,
                Synthetic.Classes,
                new Normalization([mean], [0.2]));
        var saved = DataFingerprint.Compute(Images(0.3), Images(0.3));
        var present = DataFingerprint.Compute(Images(0.4), Images(0.4));

        Assert.Equal("its images were normalized by other means or deviations", saved.DifferenceTo(present));
        Assert.Null(saved.DifferenceTo(DataFingerprint.Compute(Images(0.3), Images(0.3))));
    }

    [Fact]
    public void A_finished_comparison_detects_changed_test_images()
    {
        new Comparison([Synthetic.Candidate()], Synthetic.Options(1), _folder.Path).Run(s_data);

        var error = Assert.Throws<CheckpointException>(
            () => new Comparison([Synthetic.Candidate()], Synthetic.Options(1), _folder.Path).Run(
                s_data with { Test = Synthetic.Images(64, 9) }, resume: true));

        Assert.Contains("the test images, their labels or how they are prepared have changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_labels_subsets_and_pixels_are_detected()
    {
        byte[] pixels = [.. Enumerable.Range(0, 4 * 64).Select(i => (byte)i)];
        var images = Images(pixels, [0, 1, 2, 3]);

        Assert.Equal(Content(images), Content(Images([.. pixels], [0, 1, 2, 3])));
        Assert.NotEqual(Content(images), Content(Images(pixels, [0, 1, 2, 2])));
        Assert.NotEqual(Content(images), Content(Images([.. pixels[..^1], 7], [0, 1, 2, 3])));
        Assert.Equal(Content(new ImageSubset(images, [0, 1])), Content(new ImageSubset(images, [0, 1])));
        Assert.NotEqual(
            Content(new ImageSubset(Images(pixels, [0, 0, 0, 0]), [0, 1])), Content(new ImageSubset(Images(pixels, [0, 0, 0, 0]), [1, 0])));
        Assert.Null(new ImageSubset(new NoisyImages(images), [0]).Fingerprint);

        static MemoryImages Images(byte[] pixels, byte[] labels) =>
            new(pixels, labels, Synthetic.Shape, Synthetic.Classes, new Normalization([0.3], [0.2]));
        static string? Content(IImageSource train) => DataFingerprint.Compute(train, s_data.Validation).TrainContent;
    }

    private (TrainingResult Result, Dictionary<string, double[]> State) Fit(
        TrainerOptions options, IImageSource? train = null, IImageSource? validation = null)
    {
        using var model = Synthetic.SeededNetwork();
        var result = new Trainer(options).Fit(
            model, train ?? s_data.Train, validation ?? s_data.Validation, s_data.Test, new CheckpointOptions(_folder.Path));
        return (result, Synthetic.StateOf(model));
    }

    /// <summary>Images that a training has no reason to read.</summary>
    private sealed class Unread(IImageSource source) : AlteredImages(source)
    {
        public override void Read(int index, RandomStream random, Span<byte> pixels) => throw new InvalidOperationException("It trains.");
    }
}
