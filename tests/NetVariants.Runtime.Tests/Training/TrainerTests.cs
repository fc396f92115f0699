using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetVariants.Data;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Tasks;
using NetVariants.Weights;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fit_learns_and_reports_every_epoch()
    {
        var data = Synthetic.Splits();
        using var model = Synthetic.SeededNetwork();

        var result = new Trainer(Synthetic.Options(epochs: 4)).Fit(model, data.Train, data.Validation, data.Test);

        Assert.True(result.Test!.Metrics.Accuracy >= 0.95, $"{result.Test!.Metrics}");
        Assert.Equal([1, 2, 3, 4], result.Epochs.Select(epoch => epoch.Epoch));
        Assert.True(result.Epochs[^1].Train.Loss < result.Epochs[0].Train.Loss / 2);
        Assert.Equal((256, 64, 64), (result.Epochs[0].Train.Images, result.Epochs[0].Validation.Images, result.Test.Metrics.Images));
        Assert.Equal(result.Epochs.MinBy(epoch => epoch.Validation.Loss)!.Epoch, result.BestEpoch);
        Assert.Equal("cpu", result.Device);
        Assert.False(model.training);
    }

    [Fact]
    public void Metrics_are_means_over_images_and_not_over_batches()
    {
        // 16 + 16 + 5 images: a mean of batch means would weigh the last five three times.
        IImageSource images = Synthetic.Images(37);
        using var model = Synthetic.SeededNetwork();
        var options = Synthetic.Options() with { EvaluationBatchSize = 16 };

        var inBatches = new Trainer(options).Evaluate(model, images).Metrics;
        var atOnce = new Trainer(options with { EvaluationBatchSize = 37 }).Evaluate(model, images).Metrics;

        Assert.Equal(atOnce.Loss, inBatches.Loss, 1e-6);
        Assert.Equal(atOnce.Accuracy, inBatches.Accuracy);
        Assert.Equal(37, inBatches.Images);
    }

    [Fact]
    public void The_curve_covers_the_epoch_and_adds_up_to_its_metrics()
    {
        var data = Synthetic.Splits(train: 640);
        using var model = Synthetic.SeededNetwork();

        var epoch = new Trainer(Synthetic.Options()).Fit(model, data.Train, data.Validation).Epochs[1];

        Assert.Equal(20, epoch.Curve.Count);
        Assert.All(epoch.Curve, point => Assert.InRange(point.Epochs, 1, 2));
        Assert.Equal(640, epoch.Curve.Sum(point => point.Metrics.Images));
        Assert.Equal(epoch.Train.Loss, epoch.Curve.Sum(point => point.Metrics.Loss * point.Metrics.Images) / 640, 1e-9);
    }

    [Fact]
    public void The_state_of_lowest_validation_loss_is_kept_saved_and_tested()
    {
        var data = Synthetic.Splits();
        var checkpoints = new CheckpointOptions(_folder.Path);
        // From the third validation on the labels are wrong: whatever is learnt after the second epoch looks worse. They are read twice
        // before the training.
        var validation = new Misleading(data.Validation, honest: 4);
        using var model = Synthetic.SeededNetwork();
        var result = new Trainer(Synthetic.Options(epochs: 4)).Fit(model, data.Train, validation, data.Test, checkpoints);

        using var twoEpochs = Synthetic.SeededNetwork();
        var expected = new Trainer(Synthetic.Options(epochs: 2)).Fit(twoEpochs, data.Train, data.Validation, data.Test);
        using var loaded = Synthetic.Network();
        loaded.LoadWeights(_folder.File("best.safetensors"));

        Assert.Equal(2, result.BestEpoch);
        Assert.Equal([true, true, false, false], result.Epochs.Select(epoch => epoch.IsBest));
        Assert.Equal(expected.Test!.Metrics, result.Test!.Metrics);
        Assert.Equal(Synthetic.StateOf(twoEpochs), Synthetic.StateOf(model));
        Assert.Equal(Synthetic.StateOf(twoEpochs), Synthetic.StateOf(loaded));
    }

    [Fact]
    public void A_remainder_of_one_image_does_not_stop_batch_normalization()
    {
        var data = Synthetic.Splits(train: 33);
        using Module<Tensor, Tensor> model = Sequential(AdaptiveAvgPool2d(1), BatchNorm2d(1), Flatten(), Linear(1, 4));

        var result = new Trainer(Synthetic.Options(epochs: 1)).Fit(model, data.Train, data.Validation);

        Assert.Equal(33, result.Epochs[0].Train.Images);
    }

    [Fact]
    public void One_class_alone_is_refused()
    {
        var data = Synthetic.Splits();
        OneClass train = new(data.Train, 1), validation = new(data.Validation, 1);
        using Module<Tensor, Tensor> model = Sequential(("flatten", Flatten()), ("linear", Linear(64, 1)));

        var error = Assert.Throws<InvalidOperationException>(() => new Trainer(Synthetic.Options()).Fit(model, train, validation));

        Assert.StartsWith("There is one class, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_that_are_all_of_one_class_are_learnt()
    {
        const int Classes = 4;
        var data = Synthetic.Splits(train: 64);
        OneClass train = new(data.Train, Classes), validation = new(data.Validation, Classes), test = new(data.Test, Classes);
        manual_seed(5).Dispose();
        using Module<Tensor, Tensor> model = Sequential(("flatten", Flatten()), ("linear", Linear(64, Classes)));

        var result = new Trainer(Synthetic.Options(epochs: 8) with { LearningRate = 0.1 }).Fit(model, train, validation, test);

        Assert.All(result.Epochs, epoch => Assert.True(double.IsFinite(epoch.Train.Loss)));
        Assert.InRange(result.Test!.Metrics.Accuracy, 0.95, 1);
        Assert.Equal([.. new long[Classes - 1], 64], result.Test!.Confusion.Select(row => row.Sum()));
        Assert.Equal((result.Test.Metrics.Accuracy, 1), (result.Test.Scores[^1].Recall, result.Test.Scores[^1].Precision));
    }

    [Fact]
    public void A_NaN_loss_stops_training_with_step_rate_and_images()
    {
        var data = Synthetic.Splits();
        using var model = Synthetic.SeededNetwork();
        var options = Synthetic.Options() with { LearningRate = 1e30, Nesterov = false, Schedule = LearningRateSchedule.Constant };

        var error = Assert.Throws<TrainingDivergedException>(() => new Trainer(options).Fit(model, data.Train, data.Validation, data.Test));

        Assert.Equal((1, 1e30, 16), (error.Epoch, error.LearningRate, error.Images.Count));
        var order = new RandomStream(options.Seed, 1).Permutation(256);
        Assert.Equal(order[((error.Step - 1) * 16)..(error.Step * 16)], error.Images);
        Assert.Contains(
            $"at step {error.Step} of epoch 1, at the learning rate 1e+30, on the images {order[(error.Step - 1) * 16]},",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_grows_to_the_end_of_every_phase()
    {
        var data = Synthetic.Splits();
        List<TrainingProgress> reports = [];
        using var model = Synthetic.SeededNetwork();

        new Trainer(Synthetic.Options(), new CallbackProgress<TrainingProgress>(reports.Add)).Fit(
            model, data.Train, data.Validation, data.Test);

        TrainingProgress[] ends = [.. reports.Where(report => report.PhaseEnded)];
        Assert.Equal(
            [TrainingPhase.Train, TrainingPhase.Validation, TrainingPhase.Train, TrainingPhase.Validation, TrainingPhase.Test],
            ends.Select(report => report.Phase));
        Assert.Equal(reports.Select(report => report.Fraction).Order(), reports.Select(report => report.Fraction));
        Assert.Equal((1, TimeSpan.Zero), (reports[^1].Fraction, reports[^1].Remaining));
        Assert.All(reports, report => Assert.True(report.ImagesPerSecond > 0));
    }

    [Fact]
    public void Cancellation_stops_between_steps_and_keeps_the_saved_state()
    {
        var data = Synthetic.Splits();
        var checkpoints = new CheckpointOptions(_folder.Path);
        using var cancellation = new CancellationTokenSource();
        var cancelInSecondEpoch = new CallbackProgress<TrainingProgress>(report =>
        {
            if (report is { Epoch: 2, Phase: TrainingPhase.Train })
                cancellation.Cancel();
        });
        using var model = Synthetic.SeededNetwork();

        Assert.ThrowsAny<OperationCanceledException>(
            () => new Trainer(Synthetic.Options(epochs: 50), cancelInSecondEpoch).Fit(
                model, data.Train, data.Validation, data.Test, checkpoints, cancellation.Token));

        using var oneEpoch = Synthetic.SeededNetwork();
        new Trainer(Synthetic.Options(epochs: 1)).Fit(oneEpoch, data.Train, data.Validation);
        using var loaded = Synthetic.Network();
        loaded.LoadWeights(_folder.File("best.safetensors"));
        Assert.Equal(Synthetic.StateOf(oneEpoch), Synthetic.StateOf(loaded));
    }

    [Fact]
    public void Exceptions_of_the_data_are_rethrown()
    {
        var data = Synthetic.Splits();
        using var model = Synthetic.SeededNetwork();

        Assert.Throws<System.IO.IOException>(
            () => new Trainer(Synthetic.Options()).Fit(model, new Unreadable(data.Train), data.Validation));
    }

    [Fact]
    public void Data_without_images_is_rejected()
    {
        var data = Synthetic.Splits();
        using var model = Synthetic.SeededNetwork();

        var none = new ImageSubset(data.Train, []);

        Assert.Throws<ArgumentOutOfRangeException>("train", () => new Trainer(Synthetic.Options()).Fit(model, none, data.Validation));
        Assert.Throws<ArgumentOutOfRangeException>("validation", () => new Trainer(Synthetic.Options()).Fit(model, data.Train, none));
        Assert.Throws<ArgumentOutOfRangeException>(
            "test", () => new Trainer(Synthetic.Options()).Fit(model, data.Train, data.Validation, none));
        Assert.Throws<ArgumentOutOfRangeException>("images", () => new Trainer(Synthetic.Options()).Evaluate(model, none));
    }

    private sealed class Unreadable(IImageSource source) : AlteredImages(source)
    {
        public override void Read(int index, RandomStream random, Span<byte> pixels) =>
            throw new System.IO.IOException("The disk is gone.");
    }

    /// <summary>The images of a source, all of the last of so many classes.</summary>
    private sealed class OneClass(IImageSource source, int classes) : AlteredImages(source)
    {
        public override IReadOnlyList<string> Classes => Synthetic.Classes[..classes];

        public override int LabelOf(int index) => classes - 1;
    }

    /// <summary>The images of a source, with labels that are right only for the first few times that they are read through.</summary>
    private sealed class Misleading(IImageSource source, int honest) : AlteredImages(source)
    {
        private int _labelsRead;

        public override int LabelOf(int index) =>
            (base.LabelOf(index) + (Interlocked.Increment(ref _labelsRead) > honest * Count ? 1 : 0)) % 4;
    }
}
