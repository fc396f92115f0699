using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using NetVariants.Weights;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Experiments;

/// <summary>Comparisons that continue what an interrupted one saved, and the manifest that they compare with.</summary>
public sealed class ComparisonResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_interrupted_comparison_resumes()
    {
        var data = Synthetic.Splits(train: 64);
        Candidate[] candidates = [Synthetic.Candidate("a"), Synthetic.Candidate("b")];
        var whole = new Comparison(candidates, Synthetic.Options(), seeds: [1, 2]).Run(data);
        using var cancellation = new CancellationTokenSource();
        var cancel = new CallbackProgress<ComparisonProgress>(report =>
        {
            if (report is { Number: 2, Seed: 1, Training: { Epoch: 2, Phase: TrainingPhase.Train } })
                cancellation.Cancel();
        });
        var interrupted = new Comparison(candidates, Synthetic.Options(), _folder.Path, [1, 2]).Run(
            data, cancel, cancellation: cancellation.Token);
        System.Collections.Generic.List<string> trained = [];
        var note = new CallbackProgress<ComparisonProgress>(report =>
        {
            if (report.Training is not null)
                trained.Add($"{report.Info.Name} {report.Seed} {report.Training.Epoch}");
        });

        var resumed = new Comparison(candidates, Synthetic.Options(), _folder.Path, [1, 2]).Run(data, note, resume: true);

        Assert.True(interrupted.Cancelled);
        Assert.False(resumed.Cancelled);
        Assert.Equal(["b 1 2", "b 2 1", "b 2 2"], trained.Distinct());
        Assert.Equal(
            whole.Candidates.SelectMany(candidate => candidate.Seeds).Select(seed => seed.Training!.Test!.Metrics),
            resumed.Candidates.SelectMany(candidate => candidate.Seeds).Select(seed => seed.Training!.Test!.Metrics));
        var error = Assert.Throws<CheckpointException>(
            () => new Comparison(candidates, Synthetic.Options() with { BatchSize = 8 }, _folder.Path, [1, 2]).Run(data, resume: true));
        Assert.Contains("BatchSize was 16 and is 8", error.Message);
    }

    [Fact]
    public void A_checkpoint_of_other_options_is_rejected_before_any_training()
    {
        var data = Synthetic.Splits(train: 64);
        InterruptSecond(data);
        var before = Files();

        var error = Assert.Throws<CheckpointException>(
            () =>
                new Comparison(
                    [Synthetic.Candidate("b"), Synthetic.Candidate("c")],
                    Synthetic.Options() with { LearningRate = 0.01 },
                    _folder.Path).Run(data, resume: true));

        Assert.Contains("LearningRate was 0.02 and is 0.01", error.Message);
        Assert.Equal(before, Files());
    }

    [Fact]
    public void Finished_results_count_only_with_the_same_stop_conditions()
    {
        var data = Synthetic.Splits(train: 64);
        new Comparison([Synthetic.Candidate("a")], Synthetic.Options(), _folder.Path).Run(data);

        var error = Assert.Throws<CheckpointException>(
            () => new Comparison([Synthetic.Candidate("a")], Synthetic.Options(epochs: 3), _folder.Path).Run(data, resume: true));

        Assert.Contains("Epochs was 2 and is 3", error.Message);
    }

    [Fact]
    public void A_rejected_comparison_keeps_finished_results()
    {
        var comparison = new Comparison(
            [Synthetic.Candidate("first"), Synthetic.Candidate("second")], Synthetic.Options(epochs: 1), _folder.Path);
        comparison.Run(Synthetic.Splits());
        using var claim = FolderLock.Take(_folder.File("second"));

        Assert.Throws<CheckpointException>(() => comparison.Run(Synthetic.Splits()));

        Assert.True(File.Exists(_folder.File("first/result.json")));
    }

    [Theory]
    [InlineData("\"Loss\": \"NaN\"", "a loss in it is NaN or infinite")]
    [InlineData("\"Loss\": \"Infinity\"", "a loss in it is NaN or infinite")]
    [InlineData("\"Accuracy\": 7", "an accuracy in it is not between 0 and 1")]
    [InlineData("\"BestEpoch\": 3", "it holds no epochs, or not the best one")]
    public void A_meaningless_result_is_not_read_back(string change, string reason)
    {
        var comparison = new Comparison([Synthetic.Candidate("first")], Synthetic.Options(epochs: 2), _folder.Path);
        comparison.Run(Synthetic.Splits());
        string path = _folder.File("first/result.json"), name = change[..change.IndexOf(' ', StringComparison.Ordinal)];
        var text = File.ReadAllText(path);
        File.WriteAllText(path, Regex.Replace(text, $@"{name} [\d.]+", change, RegexOptions.None, TimeSpan.FromSeconds(1)));

        var error = Assert.Throws<DamagedCheckpointException>(() => comparison.Run(Synthetic.Splits(), resume: true));

        Assert.NotEqual(text, File.ReadAllText(path));
        Assert.Contains($"{reason}. Delete it to train again.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Confusion\":", "\"Other\":", "a part of it is missing")]
    [InlineData("\"Confusion\": [", "\"Confusion\": [[1],", "its confusion matrix is not one row and column for each class")]
    public void A_result_whose_test_lacks_a_part_is_not_read_back(string part, string other, string reason)
    {
        var comparison = new Comparison([Synthetic.Candidate("first")], Synthetic.Options(epochs: 1), _folder.Path);
        comparison.Run(Synthetic.Splits());
        var path = _folder.File("first/result.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(part, other, StringComparison.Ordinal));

        var error = Assert.Throws<DamagedCheckpointException>(() => comparison.Run(Synthetic.Splits(), resume: true));

        Assert.Contains($"{reason}. Delete it to train again.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_comparison_never_resumes_an_earlier_training()
    {
        var data = Synthetic.Splits(train: 64);
        InterruptSecond(data);
        var options = Synthetic.Options() with { LearningRate = 0.01 };
        Candidate[] candidates = [Synthetic.Candidate("a"), Synthetic.Candidate("b")];
        using var cancellation = new CancellationTokenSource();
        var cancelInFirst = new CallbackProgress<ComparisonProgress>(report => { if (report.Training is not null) cancellation.Cancel(); });
        new Comparison(candidates, options, _folder.Path).Run(data, cancelInFirst, cancellation: cancellation.Token);

        var resumed = new Comparison(candidates, options, _folder.Path).Run(data, resume: true);

        Assert.All(resumed.Candidates, candidate => Assert.Null(candidate.Failure));
        Assert.Equal(
            new Comparison(candidates, options).Run(data).Candidates.Select(candidate => candidate.Training!.Test!.Metrics),
            resumed.Candidates.Select(candidate => candidate.Training!.Test!.Metrics));
    }

    [Fact]
    public void The_manifest_records_what_ran_and_when_it_first_started()
    {
        var data = Synthetic.Splits(train: 64);
        InterruptSecond(data);
        var started = Manifest().GetProperty("started").GetDateTimeOffset();

        new Comparison([Synthetic.Candidate("a"), Synthetic.Candidate("b")], Synthetic.Options(), _folder.Path).Run(data, resume: true);

        var manifest = Manifest();
        Assert.Equal(started, manifest.GetProperty("started").GetDateTimeOffset());
        Assert.True(manifest.GetProperty("resumed").GetDateTimeOffset() > started);
        Assert.True(manifest.GetProperty("ended").GetDateTimeOffset() >= manifest.GetProperty("resumed").GetDateTimeOffset());
        Assert.Equal(16, manifest.GetProperty("options").GetProperty("batchSize").GetInt32());
        Assert.Equal(
            [Synthetic.InfoOf("a", "VGG").Declaration, Synthetic.InfoOf("b", "VGG").Declaration],
            manifest.GetProperty("networks").EnumerateArray().Select(network => network.GetString()));
        Assert.Equal(
            ("0.107.0", "libtorch 2.10.0"), (manifest.GetProperty("torchSharp").GetString(), manifest.GetProperty("torch").GetString()));
        Assert.All(
            ["netVariants", "torchSharp", "torch", "framework", "system", "processor"],
            name => Assert.NotEmpty(manifest.GetProperty(name).GetString()!));
    }

    /// <summary>Leaves a whole training of <c>a</c> and half of one of <c>b</c> in the folder.</summary>
    private void InterruptSecond(DataSplits data)
    {
        using var cancellation = new CancellationTokenSource();
        var cancel = new CallbackProgress<ComparisonProgress>(report =>
        {
            if (report is { Number: 2, Training: { Epoch: 2, Phase: TrainingPhase.Train } })
                cancellation.Cancel();
        });
        var result = new Comparison([Synthetic.Candidate("a"), Synthetic.Candidate("b")], Synthetic.Options(), _folder.Path).Run(
            data, cancel, cancellation: cancellation.Token);
        Assert.True(result.Cancelled);
    }

    private string[] Files() =>
        [.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .Order()
            .Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}")];

    private JsonElement Manifest()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(_folder.File("manifest.json")));
        return manifest.RootElement.Clone();
    }
}
