using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NetVariants.Data;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Training.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private static readonly DataSplits s_data = new(
        "Noisy", new NoisyImages(Synthetic.Images(100, 1)), Synthetic.Images(40, 2), Synthetic.Images(40, 3));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<OptimizerKind, LearningRateSchedule, int> Interruptions()
    {
        TheoryData<OptimizerKind, LearningRateSchedule, int> data = [];
        // In an epoch, at its end (step 7), and in every kind of optimizer and schedule.
        foreach (var step in new[] { 1, 3, 7, 9, 14 })
            data.Add(OptimizerKind.Sgd, LearningRateSchedule.WarmupCosine, step);
        data.Add(OptimizerKind.Adam, LearningRateSchedule.OneCycle, 9);
        data.Add(OptimizerKind.AdamW, LearningRateSchedule.Step, 9);
        data.Add(OptimizerKind.Sgd, LearningRateSchedule.Plateau, 16);
        return data;
    }

    [Theory, MemberData(nameof(Interruptions))]
    public void A_resumed_training_gives_the_same_bits(OptimizerKind optimizer, LearningRateSchedule schedule, int steps)
    {
        var options = Everything with { Optimizer = optimizer, Schedule = schedule, StepEpochs = 1, PlateauPatience = 0 };
        var (whole, state) = Train(options, null);
        using var cancellation = new CancellationTokenSource();
        var train = new CountingImages(s_data.Train, steps * options.BatchSize, cancellation.Cancel);

        Assert.ThrowsAny<OperationCanceledException>(() => Train(options, new CheckpointOptions(_folder.Path), train, cancellation.Token));
        var (resumed, same) = Train(options, new CheckpointOptions(_folder.Path));

        Assert.Equal(state, same);
        Assert.Equal(whole.Test!.Metrics, resumed.Test!.Metrics);
        Assert.Equal(whole.BestEpoch, resumed.BestEpoch);
        foreach (var (expected, actual) in whole.Epochs.Zip(resumed.Epochs))
        {
            Assert.Equal((expected.Train, expected.Validation, expected.IsBest), (actual.Train, actual.Validation, actual.IsBest));
            Assert.Equal(expected.Curve, actual.Curve);
        }
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.Adam)]
    public void A_network_of_64_bit_floats_resumes_to_the_same_bits(OptimizerKind optimizer)
    {
        var options = Everything with { Optimizer = optimizer };
        var (_, state) = Train(options, null, type: ScalarType.Float64);
        using var cancellation = new CancellationTokenSource();
        var train = new CountingImages(s_data.Train, 3 * options.BatchSize, cancellation.Cancel);
        var checkpoints = new CheckpointOptions(_folder.Path);

        Assert.ThrowsAny<OperationCanceledException>(
            () => Train(options, checkpoints, train, cancellation.Token, ScalarType.Float64));

        Assert.Equal(state, Train(options, checkpoints, type: ScalarType.Float64).State);
    }

    [Fact]
    public void Resuming_a_finished_training_only_tests_it()
    {
        var (result, state) = Train(Everything, new CheckpointOptions(_folder.Path));
        var train = new CountingImages(s_data.Train, int.MaxValue, () => { });

        var (again, same) = Train(Everything, new CheckpointOptions(_folder.Path), train);

        Assert.Equal(0, train.Read);
        Assert.Equal(result.Test!.Metrics, again.Test!.Metrics);
        Assert.Equal(state, same);
    }

    [Fact]
    public void More_epochs_resume_where_the_schedule_does_not_depend_on_their_number()
    {
        var options = Everything with { Schedule = LearningRateSchedule.Constant };
        var (_, state) = Train(options with { Epochs = 4 }, null);
        Train(options with { Epochs = 2 }, new CheckpointOptions(_folder.Path));

        var (_, same) = Train(options with { Epochs = 4 }, new CheckpointOptions(_folder.Path));

        Assert.Equal(state, same);
    }

    [Fact]
    public void A_corrupt_checkpoint_is_rejected_and_the_previous_one_offered()
    {
        var (_, state) = Train(Everything, new CheckpointOptions(_folder.Path));
        var last = _folder.File("last.checkpoint");
        var bytes = File.ReadAllBytes(last);
        foreach (var damaged in new[]
        {
            bytes[..^1],
            bytes[..100],
            [],
            [.. bytes[..^50], (byte)~bytes[^50], .. bytes[^49..]],
            Changed(bytes, "BestLoss", "bestLoss"),
        })
        {
            File.WriteAllBytes(last, damaged);

            var error = Assert.Throws<DamagedCheckpointException>(() => Train(Everything, new CheckpointOptions(_folder.Path)));

            Assert.Contains(last, error.Message, StringComparison.Ordinal);
            Assert.Contains("resume from it with ResumeMode.Previous", error.Message, StringComparison.Ordinal);
        }

        var (_, same) = Train(Everything, new CheckpointOptions(_folder.Path) { Resume = ResumeMode.Previous });
        Assert.Equal(state, same);
    }

    [Fact]
    public void Without_the_last_checkpoint_the_previous_one_resumes()
    {
        var (_, state) = Train(Everything, new CheckpointOptions(_folder.Path));
        File.Delete(_folder.File("last.checkpoint"));

        Assert.Equal(state, Train(Everything, new CheckpointOptions(_folder.Path)).State);

        File.Delete(_folder.File("last.checkpoint"));
        File.Delete(_folder.File("previous.checkpoint"));
        Assert.Throws<CheckpointException>(() => Train(Everything, new CheckpointOptions(_folder.Path) { Resume = ResumeMode.Previous }));
    }

    [Theory]
    [InlineData("BatchSize was 16 and is 8")]
    [InlineData("Epochs was 3 and is 5")]
    [InlineData("EmaDecay was 0.9 and is not set")]
    [InlineData("it has 100 training images, and these are 99")]
    [InlineData("its network is A, not B")]
    public void Another_trainings_checkpoint_is_rejected_with_the_differences(string difference)
    {
        var checkpoints = new CheckpointOptions(_folder.Path) { Declaration = "A" };
        Train(Everything, checkpoints);
        var before = File.ReadAllBytes(_folder.File("last.checkpoint"));

        var error = Assert.Throws<CheckpointException>(() => difference[0] switch
        {
            'B' => Train(Everything with { BatchSize = 8 }, checkpoints),
            'E' when difference[1] == 'p' => Train(Everything with { Epochs = 5 }, checkpoints),
            'E' => Train(Everything with { EmaDecay = null }, checkpoints),
            'i' when difference.Contains("99", StringComparison.Ordinal) =>
                Train(Everything, checkpoints, new ImageSubset(s_data.Train, [.. Enumerable.Range(0, 99)])),
            _ => Train(Everything, checkpoints with { Declaration = "B" }),
        });

        Assert.Contains(difference, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder.File("last.checkpoint")));
    }

    [Fact]
    public void Options_that_change_no_number_may_change()
    {
        Train(Everything, new CheckpointOptions(_folder.Path));

        Train(
            Everything with { Workers = 3, EvaluationBatchSize = 7, KeepLargeBlocks = false, MaxTime = TimeSpan.FromHours(1) },
            new CheckpointOptions(_folder.Path));
    }

    [Fact]
    public void A_smaller_micro_batch_applies_when_a_training_resumes()
    {
        var options = Synthetic.Options(epochs: 1) with { BatchSize = 16, MicroBatchSize = 8 };
        var model = new BatchSizeRecorder();
        var checkpoints = new CheckpointOptions(_folder.Path) { EverySteps = 1 };
        var interrupted = new CountingImages(s_data.Train, 40, () => throw new InvalidOperationException("stopped"));
        Assert.ThrowsAny<Exception>(() => new Trainer(options).Fit(model, interrupted, s_data.Validation, checkpoints: checkpoints));
        Assert.Equal(8, model.Largest);

        model.Largest = 0;
        new Trainer(options with { MicroBatchSize = 4, EvaluationBatchSize = 4 }).Fit(
            model, s_data.Train, s_data.Validation, checkpoints: checkpoints);

        Assert.Equal(4, model.Largest);
    }

    [Fact]
    public void A_checkpoint_at_the_end_of_an_epoch_reports_its_last_learning_rate()
    {
        var options = Synthetic.Options(epochs: 2) with { Schedule = LearningRateSchedule.WarmupCosine };
        var (whole, _) = Train(options, null);
        using var source = new CancellationTokenSource();
        using var model = Synthetic.SeededNetwork();
        // Cancelled while it validates, it has saved the epoch's last step.
        var cancel = new CallbackProgress<TrainingProgress>(report =>
        {
            if (report is { Phase: TrainingPhase.Validation, Epoch: 1 })
                source.Cancel();
        });
        var checkpoints = new CheckpointOptions(_folder.Path);
        Assert.ThrowsAny<OperationCanceledException>(
            () => new Trainer(options, cancel).Fit(
                model, s_data.Train, s_data.Validation, checkpoints: checkpoints, cancellation: source.Token));

        var (resumed, _) = Train(options, checkpoints);

        Assert.Equal(whole.Epochs.Select(epoch => epoch.LearningRate), resumed.Epochs.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void ResumeMode_Never_starts_over()
    {
        Train(Everything, new CheckpointOptions(_folder.Path));

        var (result, _) = Train(Everything with { Seed = 9 }, new CheckpointOptions(_folder.Path) { Resume = ResumeMode.Never });

        Assert.Equal(3, result.Epochs.Count);
    }

    [Fact]
    public void A_read_only_folder_is_reported_before_training()
    {
        var train = new CountingImages(s_data.Train, int.MaxValue, () => { });
        var file = _folder.File("file");
        File.WriteAllText(file, "");

        var error = Assert.Throws<CheckpointException>(() => Train(Everything, new CheckpointOptions(Path.Combine(file, "folder")), train));

        Assert.Contains("name one that can", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, train.Read);
    }

    [Fact]
    public void A_full_disk_stops_training_and_keeps_earlier_checkpoints()
    {
        // /dev/full takes no byte: what is written there finds the disk full.
        var next = _folder.File("next.checkpoint");
        var train = new CountingImages(s_data.Train, 9 * 16, () => Directory.CreateDirectory(next));
        using var model = Synthetic.SeededNetwork();

        var error = Assert.Throws<CheckpointException>(
            () => new Trainer(Everything).Fit(model, train, s_data.Validation, s_data.Test, new CheckpointOptions(_folder.Path)));

        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Directory.Delete(next);
        var (_, state) = Train(Everything, null);
        Assert.Equal(state, Train(Everything, new CheckpointOptions(_folder.Path)).State);
    }

    [Fact]
    public void The_best_epochs_weights_are_kept()
    {
        var (result, _) = Train(Everything with { Epochs = 5 }, new CheckpointOptions(_folder.Path) { KeepBest = 2 });

        var kept = result.Epochs.OrderBy(epoch => epoch.Validation.Loss).Take(2).Select(epoch => $"epoch-00{epoch.Epoch}.safetensors");
        Assert.Equal(
            kept.Append("best.safetensors").Order(),
            Directory.EnumerateFiles(_folder.Path, "*.safetensors").Select(path => Path.GetFileName(path)!).Order());
    }

    /// <summary>Augmentation, averaged weights, accumulation, smoothing and clipping at once.</summary>
    private static TrainerOptions Everything => Synthetic.Options(epochs: 3) with
    {
        EmaDecay = 0.9,
        MicroBatchSize = 6,
        LabelSmoothing = 0.1,
        ClipNorm = 1,
        ClipValue = 0.5,
        DecayBiasesAndNorms = false,
        Schedule = LearningRateSchedule.WarmupCosine,
    };

    private static (TrainingResult Result, Dictionary<string, double[]> State) Train(
        TrainerOptions options,
        CheckpointOptions? checkpoints,
        IImageSource? train = null,
        CancellationToken cancellation = default,
        ScalarType type = ScalarType.Float32)
    {
        using var model = Synthetic.SeededNetwork();
        model.to(type);
        var result = new Trainer(options).Fit(model, train ?? s_data.Train, s_data.Validation, s_data.Test, checkpoints, cancellation);
        return (result, Synthetic.StateOf(model));
    }

    private static byte[] Changed(byte[] bytes, string from, string to) =>
        System.Text.Encoding.Latin1.GetBytes(System.Text.Encoding.Latin1.GetString(bytes).Replace(from, to, StringComparison.Ordinal));
}
