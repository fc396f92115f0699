using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Tasks;
using NetVariants.Weights;
using Xunit;

namespace NetVariants.Runtime.Tests.FirstVersion;

/// <summary>Files that the first version wrote, on another libtorch; README.md says how.</summary>
public sealed class FirstVersionTests : IDisposable
{
    // Two libtorches round sums of 32-bit floats differently; what is only read back has to be equal.
    private const double Tolerance = 1e-5;

    private static readonly DataSplits s_data = new(
        "Quadrants", new NoisyImages(Synthetic.Images(64, 1)), Synthetic.Images(64, 2), Synthetic.Images(64, 3));

    private static readonly JsonSerializerOptions s_json = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.AdamW)]
    public void A_checkpoint_of_the_first_version_resumes_to_its_numbers(OptimizerKind optimizer)
    {
        CopyInterrupted(optimizer);
        using var model = SecondVgg.Create();
        List<(int Epoch, long Images)> trained = [];
        var note = new CallbackProgress<TrainingProgress>(report =>
        {
            if (report is { Phase: TrainingPhase.Train, PhaseEnded: true })
                trained.Add((report.Epoch, report.Images));
        });
        var checkpoints = new CheckpointOptions(_folder.File("second_vgg")) { Declaration = SecondVgg.Info.Declaration };

        var result = new Trainer(Options(optimizer), note).Fit(model, s_data.Train, s_data.Validation, s_data.Test, checkpoints);

        Assert.Equal([(2, 64), (3, 64)], trained);
        AssertClose(ResultOf(optimizer, "Continued/second_vgg"), result);
        AssertClose(StateOf(PathOf(optimizer, "Continued/second_vgg/best.safetensors")), Synthetic.StateOf(model));
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.AdamW)]
    public void A_comparison_of_the_first_version_resumes_and_keeps_what_is_finished(OptimizerKind optimizer)
    {
        CopyInterrupted(optimizer);
        var started = Started();
        HashSet<string> trained = [];
        var note = new CallbackProgress<ComparisonProgress>(report =>
        {
            if (report.Training is not null)
                trained.Add(report.Info.Name);
        });
        Candidate[] candidates =
        [
            new(FirstVgg.Info, device => FirstVgg.Create(device)), new(SecondVgg.Info, device => SecondVgg.Create(device))
        ];

        var result = new Comparison(candidates, Options(optimizer), _folder.Path).Run(s_data, note, resume: true);

        Assert.Equal(["second_vgg"], trained);
        Assert.False(result.Cancelled);
        Assert.Equivalent(ResultOf(optimizer, "Interrupted/first_vgg"), result.Candidates[0].Training, strict: true);
        AssertClose(ResultOf(optimizer, "Continued/second_vgg"), result.Candidates[1].Training!);
        Assert.Equal(started, Started());
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.AdamW)]
    public void Weights_of_the_first_version_load_strictly_and_give_its_test_result(OptimizerKind optimizer)
    {
        using var model = FirstVgg.Create();

        var load = model.LoadWeights(PathOf(optimizer, "Interrupted/first_vgg/best.safetensors"));

        var expected = ResultOf(optimizer, "Interrupted/first_vgg");
        var tested = new Trainer(Options(optimizer)).Evaluate(model, s_data.Test);
        Assert.True(load.IsComplete);
        Assert.Equal(expected.Test!.Confusion, tested.Confusion);
        Assert.Equal(expected.Test!.Metrics.Loss, tested.Metrics.Loss, Tolerance);
    }

    // EmaDecay is so low that a warm-up of the average would be over where the run resumes. Epsilon is so high that AdamW does not
    // follow the gradient of a bias before batch norm, which is nothing but rounding.
    private static TrainerOptions Options(OptimizerKind optimizer) => new()
    {
        Epochs = 3,
        BatchSize = 12,
        MicroBatchSize = 5,
        Optimizer = optimizer,
        LearningRate = optimizer == OptimizerKind.Sgd ? 0.2 : 0.02,
        Schedule = LearningRateSchedule.WarmupCosine,
        Nesterov = true,
        Epsilon = 1e-3,
        WeightDecay = 1e-4,
        DecayBiasesAndNorms = false,
        ClipNorm = 1,
        LabelSmoothing = 0.1,
        EmaDecay = 0.5,
        Device = "cpu",
        Threads = 1,
        Workers = 2,
    };

    private static string PathOf(OptimizerKind optimizer, string name) =>
        Repository.PathOf($"tests/NetVariants.Runtime.Tests/FirstVersion/{optimizer}/{name}");

    private static TrainingResult ResultOf(OptimizerKind optimizer, string folder)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(PathOf(optimizer, $"{folder}/result.json")));
        return file.RootElement.GetProperty("Result").Deserialize<TrainingResult>(s_json)!;
    }

    private static void AssertClose(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal((StopReason.Completed, expected.BestEpoch), (actual.Stop, actual.BestEpoch));
        Assert.Equal(
            expected.Epochs.Select(epoch => (epoch.Epoch, epoch.IsBest)), actual.Epochs.Select(epoch => (epoch.Epoch, epoch.IsBest)));
        Assert.Equal(expected.Test!.Confusion, actual.Test!.Confusion);
        IEnumerable<Metrics> wanted = MetricsOf(expected), given = MetricsOf(actual);
        Assert.Equal(
            wanted.Select(metrics => (metrics.Accuracy, metrics.Images)), given.Select(metrics => (metrics.Accuracy, metrics.Images)));
        Assert.All(wanted.Zip(given), pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, Tolerance));
    }

    private static IEnumerable<Metrics> MetricsOf(TrainingResult result) =>
        [
            .. result.Epochs.SelectMany(epoch => epoch.Curve.Select(point => point.Metrics).Append(epoch.Train).Append(epoch.Validation)),
            result.Test!.Metrics,
        ];

    private static void AssertClose(Dictionary<string, double[]> expected, Dictionary<string, double[]> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(
            expected,
            pair => Assert.All(pair.Value.Zip(actual[pair.Key]), numbers => Assert.Equal(numbers.First, numbers.Second, Tolerance)));
    }

    private static Dictionary<string, double[]> StateOf(string weights)
    {
        using var model = SecondVgg.Create();
        model.LoadWeights(weights);
        return Synthetic.StateOf(model);
    }

    private void CopyInterrupted(OptimizerKind optimizer)
    {
        var source = PathOf(optimizer, "Interrupted");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = _folder.File(Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private DateTimeOffset Started()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(_folder.File("manifest.json")));
        return manifest.RootElement.GetProperty("started").GetDateTimeOffset();
    }
}
