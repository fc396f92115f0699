using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NetVariants.Data;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Tasks;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Training;

/// <summary>What single options of the trainer do; their numbers are held to PyTorch's in NetVariants.Models.Tests.</summary>
public sealed class TrainerOptionEffectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Out_of_memory_halves_the_micro_batch_with_the_same_result()
    {
        var data = Synthetic.Splits(train: 64);
        var options = Synthetic.Options() with { BatchSize = 16 };
        // Without normalization and dropout a batch in parts has the whole batch's gradient.
        using var whole = Plain();
        using var parts = Plain();
        using var small = new SmallDevice(parts, room: 5);

        var expected = new Trainer(options).Fit(whole, data.Train, data.Validation);
        var result = new Trainer(options with { EvaluationBatchSize = 4 }).Fit(small, data.Train, data.Validation);

        Assert.True(small.Failures is 2, $"16 and 8 do not fit, 4 do: {small.Failures} failures");
        Assert.Equal(expected.Epochs[^1].Train.Loss, result.Epochs[^1].Train.Loss, 1e-5);
        foreach (var (name, values) in Synthetic.StateOf(whole))
            Assert.All(values.Zip(Synthetic.StateOf(parts)[name]), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void A_device_without_memory_for_one_image_is_reported()
    {
        using var small = new SmallDevice(Plain(), room: 0);

        var error = Assert.Throws<InvalidOperationException>(
            () => new Trainer(Synthetic.Options()).Fit(small, Synthetic.Images(32), Synthetic.Images(8)));

        Assert.Contains("too small for a single image", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Patience_stops_a_training_that_no_longer_improves()
    {
        using var model = Synthetic.SeededNetwork();
        // Labels that mean nothing: what is learnt makes the validation worse.
        IImageSource noise = new ImageSubset(Synthetic.Images(64, 8), [.. Enumerable.Range(0, 64)]);

        var result = new Trainer(Synthetic.Options(epochs: 40) with { Patience = 2, LearningRate = 0.2, Nesterov = false }).Fit(
            model, Synthetic.Images(32), noise);

        Assert.Equal(StopReason.NoImprovement, result.Stop);
        Assert.Equal(result.BestEpoch + 2, result.Epochs.Count);
    }

    [Fact]
    public void A_slow_EMA_of_a_short_training_is_as_accurate_as_the_training()
    {
        var data = Synthetic.Splits();
        var (plain, averaged) = (Accuracy(null), Accuracy(0.999));

        Assert.True(plain > 0.9, $"{plain}");
        Assert.InRange(averaged, plain - 0.05, 1);

        double Accuracy(double? decay)
        {
            using var model = Synthetic.SeededNetwork();
            return new Trainer(Synthetic.Options(epochs: 5) with { EmaDecay = decay }).Fit(
                model, data.Train, data.Validation, data.Test).Test!.Metrics.Accuracy;
        }
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.BFloat16)]
    public void An_EMA_keeps_the_networks_type_and_resumes_to_the_same_bits(ScalarType type)
    {
        var data = Synthetic.Splits();
        var options = Synthetic.Options(epochs: 4) with { EmaDecay = 0.9, LearningRate = 5e-4 };
        var (whole, state) = Train(4, null);
        Train(2, new CheckpointOptions(_folder.Path));

        var (resumed, same) = Train(4, new CheckpointOptions(_folder.Path));

        Assert.InRange(whole.Test!.Metrics.Accuracy, 0.9, 1);
        Assert.Equal(state, same);
        Assert.Equal(whole.Test!.Metrics, resumed.Test!.Metrics);
        Assert.Equal(whole.Epochs.Select(epoch => epoch.Validation), resumed.Epochs.Select(epoch => epoch.Validation));

        (TrainingResult, Dictionary<string, double[]>) Train(int epochs, CheckpointOptions? checkpoints)
        {
            using var model = Synthetic.SeededNetwork().to(type);
            var result = new Trainer(options with { Epochs = epochs })
                .Fit(model, data.Train, data.Validation, data.Test, checkpoints);
            Assert.All(model.parameters(), parameter => Assert.Equal(type, parameter.dtype));
            return (result, Synthetic.StateOf(model));
        }
    }

    [Theory]
    [InlineData(10, 64, null, 10)]
    [InlineData(10, 64, 100, 10)]
    [InlineData(48, 16, 40, 16)]
    [InlineData(17, 16, null, 17)]
    public void A_batch_size_above_the_data_takes_all_images(int images, int batchSize, int? microBatch, int same)
    {
        Assert.Equal(Train(same, null), Train(batchSize, microBatch));

        Dictionary<string, double[]> Train(int batch, int? part)
        {
            using var model = Synthetic.SeededNetwork();
            var result = new Trainer(Synthetic.Options() with { BatchSize = batch, MicroBatchSize = part })
                .Fit(model, Synthetic.Images(images), Synthetic.Images(8, 2));
            Assert.All(result.Epochs, epoch => Assert.Equal(images, epoch.Train.Images));
            return Synthetic.StateOf(model);
        }
    }

    [Fact]
    public void OneCycle_of_a_single_step_trains_at_its_final_rate()
    {
        var options = Synthetic.Options(epochs: 1) with { Schedule = LearningRateSchedule.OneCycle, LearningRate = 0.5 };
        using var model = Synthetic.SeededNetwork();

        var result = new Trainer(options).Fit(model, Synthetic.Images(16), Synthetic.Images(8));

        Assert.Equal(0.5 / 250_000, Assert.Single(result.Epochs).LearningRate, 1e-12);
    }

    [Fact]
    public void A_concurrent_training_in_the_process_is_rejected()
    {
        var data = Synthetic.Splits(train: 32);
        Exception? error = null;
        var another = new CallbackProgress<TrainingProgress>(report =>
        {
            if (report.Phase != TrainingPhase.Test)
                return;
            var thread = new System.Threading.Thread(() =>
            {
                using var second = Synthetic.Network();
                error = Record.Exception(() => new Trainer(Synthetic.Options(1)).Fit(second, data.Train, data.Validation));
            });
            thread.Start();
            thread.Join();
        });
        using var model = Synthetic.SeededNetwork();

        new Trainer(Synthetic.Options(1), another).Fit(model, data.Train, data.Validation, data.Test);

        Assert.Contains(
            "Another thread of this process trains", Assert.IsType<InvalidOperationException>(error).Message, StringComparison.Ordinal);
        new Trainer(Synthetic.Options(1)).Fit(model, data.Train, data.Validation);
    }

    [Fact]
    public void MaxTime_ends_a_training_after_validation_and_test()
    {
        var data = Synthetic.Splits();
        using var model = Synthetic.SeededNetwork();

        var result = new Trainer(Synthetic.Options(epochs: 1000) with { MaxTime = TimeSpan.FromMilliseconds(1) }).Fit(
            model, data.Train, data.Validation, data.Test);

        Assert.Equal(StopReason.TimeOver, result.Stop);
        Assert.InRange(result.Epochs.Count, 1, 999);
        Assert.Equal((64, 64), (result.Epochs[^1].Validation.Images, result.Test!.Metrics.Images));
    }

    [Fact]
    public void A_debug_run_shows_two_batches_of_every_phase_and_saves_and_reads_back()
    {
        var data = Synthetic.Splits();
        using var model = Synthetic.SeededNetwork();

        var result = new Trainer(Synthetic.Options(epochs: 50) with { DebugRun = DebugRun.FastDevRun, EvaluationBatchSize = 10 })
            .Fit(model, data.Train, data.Validation, data.Test, new CheckpointOptions(_folder.Path));

        var epoch = Assert.Single(result.Epochs);
        Assert.Equal((32, 20, 20), (epoch.Train.Images, epoch.Validation.Images, result.Test!.Metrics.Images));
        Assert.True(File.Exists(_folder.File("last.checkpoint")));
    }

    [Fact]
    public void A_network_overfits_one_batch()
    {
        var data = Synthetic.Splits();
        using var model = Synthetic.SeededNetwork();

        var result = new Trainer(Synthetic.Options(epochs: 60) with { DebugRun = DebugRun.OverfitBatch }).Fit(
            model, data.Train, data.Validation);

        Assert.Equal(16, result.Epochs[0].Train.Images);
        Assert.Equal(1, result.Best.Validation.Accuracy);
    }

    [Fact]
    public void Frozen_parts_stay_as_they_are()
    {
        var data = Synthetic.Splits(train: 64);
        using var model = Synthetic.SeededNetwork();
        var before = Synthetic.StateOf(model);
        model.Freeze("conv", "norm");

        new Trainer(Synthetic.Options(epochs: 1) with { ClipNorm = 1 }).Fit(model, data.Train, data.Validation);

        Assert.All(
            Synthetic.StateOf(model),
            pair => Assert.Equal(pair.Key.StartsWith("linear", StringComparison.Ordinal), !before[pair.Key].SequenceEqual(pair.Value)));
    }

    [Fact]
    public void The_test_reports_every_class()
    {
        var data = Synthetic.Splits();
        using var model = Synthetic.SeededNetwork();

        var result = new Trainer(Synthetic.Options(epochs: 1)).Fit(model, data.Train, data.Validation, data.Test);

        var test = result.Test!;
        Assert.Equal(result.Test!.Metrics, test.Metrics);
        Assert.Equal(64, test.Confusion.Sum(row => row.Sum()));
        Assert.Equal(test.Metrics.Accuracy, Enumerable.Range(0, 4).Sum(i => test.Confusion[i][i]) / 64.0, 1e-12);
        Assert.Equal((4, 1.0), (test.TopK, test.TopKAccuracy));
        Assert.All(
            Enumerable.Range(0, 4),
            i => Assert.Equal(Enumerable.Range(0, 64).Count(image => data.Test.LabelOf(image) == i), test.Scores[i].Images));
        var first = test.Scores[0];
        Assert.Equal((double)test.Confusion[0][0] / test.Confusion[0].Sum(), first.Recall);
        Assert.Equal((double)test.Confusion[0][0] / test.Confusion.Sum(row => row[0]), first.Precision);
        Assert.Equal(2 * first.Precision * first.Recall / (first.Precision + first.Recall), first.F1);
    }

    [Fact]
    public void Logs_have_a_row_for_each_epoch_even_after_resuming()
    {
        var data = Synthetic.Splits(train: 64);
        var options = Synthetic.Options(epochs: 2) with { Schedule = LearningRateSchedule.Constant };
        foreach (var epochs in new[] { 2, 3 })
        {
            using var model = Synthetic.SeededNetwork();
            new Trainer(options with { Epochs = epochs }).Fit(
                model, data.Train, data.Validation, null, new CheckpointOptions(_folder.Path));
        }

        var rows = File.ReadAllLines(_folder.File("epochs.csv"));
        Assert.StartsWith("epoch,train_loss,", rows[0], StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3"], rows[1..].Select(row => row.Split(',')[0]));
        Assert.All(rows, row => Assert.Equal(rows[0].Split(',').Length, row.Split(',').Length));
        var lines = File.ReadAllLines(_folder.File("log.jsonl"));
        Assert.Equal(
            3, lines.Count(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("event").GetString() == "epoch"));
    }

    [Fact]
    public void Fit_is_short_enough_to_be_read_from_top_to_bottom()
    {
        var lines = File.ReadAllLines(Repository.PathOf("runtime/NetVariants.Runtime/Training/Trainer.cs"));
        var start = Array.FindIndex(lines, line => line.StartsWith("    public TrainingResult Fit(", StringComparison.Ordinal));
        var end = Array.FindIndex(lines, start, line => line == "    }");

        Assert.InRange(end - start + 1, 20, 119);
    }

    private static Module<Tensor, Tensor> Plain()
    {
        manual_seed(5).Dispose();
        return Sequential(("conv", Conv2d(1, 8, 3, padding: 1)), ("relu", ReLU()), ("flatten", Flatten()), ("linear", Linear(512, 4)));
    }
}
