using System;
using System.IO;
using System.Text.Json;
using System.Threading;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Runtime.Tests.Training;

public sealed class BatchSizesTests : IDisposable
{
    private static readonly TrainerOptions s_auto = Synthetic.Options() with { BatchSize = TrainerOptions.AutoBatchSize };

    private static readonly ImageShape s_images = new(3, 32, 32);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_largest_power_of_two_that_fits_is_taken()
    {
        var memory = Needed();

        Assert.Equal(128, Choose((memory.BytesFor(128) * 5 / 4) + 8));
        Assert.Equal(64, Choose((memory.BytesFor(128) * 5 / 4) - 8));
        Assert.Equal(1, Choose(0));

        static int Choose(long free) => BatchSizes.Choose(s_auto, [Large], s_images, CPU, free).BatchSize;
    }

    [Fact]
    public void All_networks_fit_and_no_evaluation_takes_more()
    {
        var free = (Needed().BytesFor(32) * 5 / 4) + 8;

        var options = BatchSizes.Choose(s_auto, [Synthetic.Info, Large], s_images, CPU, free);

        Assert.Equal((32, 32), (options.BatchSize, options.EvaluationBatchSize));
        Assert.Equal(128, BatchSizes.Choose(s_auto, [Synthetic.Info], s_images, CPU, free).BatchSize);
    }

    [Fact]
    public void A_part_of_a_batch_needs_the_memory_where_batches_go_through_in_parts()
    {
        var free = (Needed().BytesFor(8) * 5 / 4) + 8;

        Assert.Equal(8, BatchSizes.Choose(s_auto, [Large], s_images, CPU, free).BatchSize);
        Assert.Equal(128, BatchSizes.Choose(s_auto with { MicroBatchSize = 8 }, [Large], s_images, CPU, free).BatchSize);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_training_for_which_memory_is_too_small_is_refused_unless_its_size_is_given(bool isCreated)
    {
        var needed = (isCreated ? TrainingMemory.Predict(Large, s_auto, s_images) : Needed()).BytesFor(1);
        void Check(TrainerOptions options, long free) => BatchSizes.Check(options, 1, Large, s_images, CPU, isCreated, free);

        Check(s_auto, needed);
        Check(s_auto with { BatchSize = 1 }, 0);
        var error = Assert.Throws<InvalidOperationException>(() => Check(s_auto, needed - (1 << 20)));

        var whole = (long)Math.Ceiling(needed / (double)(1 << 20));
        Assert.StartsWith(
            $"The memory is too small: training large on batches of 1 takes about {whole} MiB, and {(needed >> 20) - 1} MiB are free.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_does_not_fit_makes_no_batch_smaller()
    {
        var huge = new VariantInfo(
            "huge", "VGG", "VggVariant(\"huge\", \"8\")", 1_000_000, 1, 2, 4_000_000_000, 3, 32, 10, 8, activationBytes: 4_000_000);

        Assert.Equal(
            128, BatchSizes.Choose(s_auto, [Large, huge], s_images, CPU, (Needed().BytesFor(128) * 5 / 4) + 8).BatchSize);
    }

    [Fact]
    public void A_comparison_trains_what_fits_and_says_what_does_not()
    {
        var huge = new VariantInfo(
            "huge", "VGG", "VggVariant(\"huge\", \"8\")", 1_000_000, 1, 2, 4_000_000_000_000, 1, 8, 4, 8, activationBytes: 4_000_000);
        Candidate[] candidates = [new(huge, _ => throw new InvalidOperationException("created")), Synthetic.Candidate()];

        var result = new Comparison(candidates, s_auto).Run(Synthetic.Splits());

        Assert.StartsWith("The memory is too small: training huge on batches of ", result.Candidates[0].Failure, StringComparison.Ordinal);
        Assert.Equal(128, result.Candidates[1].Training!.BatchSize);
    }

    [Fact]
    public void A_given_size_stays()
    {
        var options = Synthetic.Options() with { BatchSize = 500, EvaluationBatchSize = 700 };

        Assert.Same(options, BatchSizes.Choose(options, [Large], s_images, CPU, freeBytes: 0));
    }

    [Fact]
    public void Images_cost_by_their_area_and_optimizers_by_their_state()
    {
        var memory = TrainingMemory.Predict(Large, s_auto, s_images);

        Assert.Equal(4, (double)TrainingMemory.Predict(Large, s_auto, new ImageShape(3, 64, 64)).ImageBytes / memory.ImageBytes, 3);
        Assert.Equal(
            3 * Large.StateBytes, TrainingMemory.Predict(Large, s_auto with { Optimizer = OptimizerKind.AdamW }, s_images).StateBytes
                - memory.StateBytes);
        Assert.Equal(
            2 * Large.StateBytes, TrainingMemory.Predict(Large, s_auto with { EmaDecay = 0.9 }, s_images).StateBytes - memory.StateBytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.BytesFor(0));
    }

    [Fact]
    public void A_handwritten_network_needs_a_number()
    {
        var data = Synthetic.Splits();

        var error = Assert.Throws<ArgumentException>(
            () => new Trainer(s_auto).Fit(Synthetic.SeededNetwork(), data.Train, data.Validation));

        Assert.StartsWith(
            "Sequential is not generated from a declaration, so its memory is not known: give BatchSize as a number.", error.Message);
    }

    [Fact]
    public void A_generated_network_trains_with_what_its_memory_has_room_for()
    {
        var data = Synthetic.Splits();
        using var model = Auto.Create();

        Assert.Equal(128, new Trainer(s_auto).Fit(model, data.Train, data.Validation).BatchSize);
    }

    [Fact]
    public void A_training_that_resumes_keeps_its_size()
    {
        var data = Synthetic.Splits();
        var checkpoints = new CheckpointOptions(_folder.Path);
        using (var model = Auto.Create())
            new Trainer(Synthetic.Options()).Fit(model, data.Train, data.Validation, checkpoints: checkpoints);
        using var resumed = Auto.Create();

        Assert.Equal(16, new Trainer(s_auto).Fit(resumed, data.Train, data.Validation, checkpoints: checkpoints).BatchSize);
    }

    [Fact]
    public void A_comparison_writes_its_size_down_and_keeps_it()
    {
        var data = Synthetic.Splits();
        Candidate[] candidates = [Synthetic.Candidate("a"), Synthetic.Candidate("b")];

        Assert.Equal(128, new Comparison(candidates, s_auto, _folder.File("new")).Run(data).Options.BatchSize);
        using var manifest = JsonDocument.Parse(File.ReadAllText(_folder.File("new/manifest.json")));
        Assert.Equal(128, manifest.RootElement.GetProperty("options").GetProperty("batchSize").GetInt32());

        using var cancellation = new CancellationTokenSource();
        var cancel = new CallbackProgress<ComparisonProgress>(report =>
        {
            if (report.Number == 2)
                cancellation.Cancel();
        });
        new Comparison(candidates, Synthetic.Options(), _folder.File("old")).Run(data, cancel, cancellation: cancellation.Token);
        var resumed = new Comparison(candidates, s_auto, _folder.File("old")).Run(data, resume: true);
        Assert.Equal(16, resumed.Options.BatchSize);
        Assert.All(resumed.Candidates, candidate => Assert.Equal(16, candidate.Training!.BatchSize));
    }

    /// <summary>What training takes with the network's own weights.</summary>
    private static TrainingMemory Needed() => TrainingMemory.Predict(Large, s_auto, s_images).With(Large.StateBytes);

    private static VariantInfo Large => new(
        "large", "VGG", "VggVariant(\"large\", \"8\")", 1_000_000, 1, 2, 4_000_000, 3, 32, 10, 8, activationBytes: 4_000_000);
}

[VggVariant("auto", "8,M,8", InChannels = 1, NumClasses = 4, ImageSize = 8, AvgPoolSize = 1, HiddenFeatures = 8, BatchNorm = true)]
public partial class Auto;
