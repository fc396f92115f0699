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

public sealed class ComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_candidate_that_fails_does_not_cost_the_others_their_results()
    {
        Candidate[] candidates =
        [
            Synthetic.Candidate("first"),
            new Candidate(Synthetic.InfoOf("broken", "ResNet"), _ => throw new InvalidOperationException("no such layer")),
            new Candidate(Synthetic.InfoOf("coloured", "ResNet"), _ => Sequential(Conv2d(3, 8, 3), Flatten(), Linear(288, 4))),
            new Candidate(Synthetic.InfoOf("thousand", "ResNet"), _ => Sequential(Flatten(), Linear(64, 1000))),
            new Candidate(Synthetic.InfoOf("deep", "ResNet"), _ => Sequential(Conv2d(1, 8, 16), Flatten(), Linear(8, 4))),
            Synthetic.Candidate("last"),
        ];

        ComparisonResult result = new Comparison(candidates, Synthetic.Options(), _folder.Path).Run(Synthetic.Splits());

        Assert.Equal(candidates.Select(candidate => candidate.Info), result.Candidates.Select(candidate => candidate.Info));
        Assert.Equal([true, false, false, false, false, true], result.Candidates.Select(candidate => candidate.Training is not null));
        Assert.Equal("no such layer", result.Candidates[1].Failure);
        Assert.Contains("InChannels = 1", result.Candidates[2].Failure);
        Assert.Contains("NumClasses = 4", result.Candidates[3].Failure);
        Assert.Contains("Kernel size: (16 x 16)", result.Candidates[4].Failure);
        Assert.False(result.Cancelled);
        Assert.All(["first", "last"], name => Assert.True(File.Exists(Path.Combine(_folder.Path, name, "best.safetensors"))));
    }

    [Fact]
    public void A_candidate_whose_head_was_replaced_counts_as_it_is()
    {
        Candidate replaced = new(Synthetic.InfoOf("replaced", "ResNet", numClasses: 1000), _ =>
        {
            Module<Tensor, Tensor> model = Sequential(Flatten(), Linear(64, 1000));
            model.ReplaceHead(4);
            return model;
        });

        Assert.Null(new Comparison([replaced], Synthetic.Options(1)).Run(Synthetic.Splits(train: 32)).Candidates[0].Failure);
    }

    [Fact]
    public void A_candidates_numbers_do_not_depend_on_its_place()
    {
        DataSplits data = Synthetic.Splits();
        ComparisonResult ab = new Comparison([Synthetic.Candidate("a"), Synthetic.Candidate("b")], Synthetic.Options()).Run(data);
        ComparisonResult b = new Comparison([Synthetic.Candidate("b")], Synthetic.Options()).Run(data);

        Assert.Equal(b.Candidates[0].Training!.Test, ab.Candidates[1].Training!.Test);
        Assert.Equal(ab.Candidates[0].Training!.Test, ab.Candidates[1].Training!.Test);
    }

    [Fact]
    public void Cancellation_returns_what_is_finished()
    {
        using CancellationTokenSource cancellation = new();
        CallbackProgress<ComparisonProgress> cancelInSecond = new(report =>
        {
            if (report is { Number: 2, Training: not null })
                cancellation.Cancel();
        });
        Candidate[] candidates = [Synthetic.Candidate("a"), Synthetic.Candidate("b"), Synthetic.Candidate("c")];

        ComparisonResult result = new Comparison(candidates, Synthetic.Options()).Run(Synthetic.Splits(), cancelInSecond, cancellation: cancellation.Token);

        Assert.True(result.Cancelled);
        Assert.Equal("a", Assert.Single(result.Candidates).Info.Name);
    }

    [Fact]
    public void Every_candidate_is_announced_and_reported()
    {
        System.Collections.Generic.List<ComparisonProgress> reports = [];

        new Comparison([Synthetic.Candidate("a"), Synthetic.Candidate("b")], Synthetic.Options())
            .Run(Synthetic.Splits(), new CallbackProgress<ComparisonProgress>(reports.Add));

        Assert.Equal(["a", "b"], reports.Where(report => report is { Training: null, Finished: null }).Select(report => report.Info.Name));
        Assert.Equal(["a", "b"], reports.Where(report => report.Finished is not null).Select(report => report.Info.Name));
        Assert.Contains(reports, report => report is { Number: 2, Count: 2, Training: { Phase: TrainingPhase.Test, PhaseEnded: true } });
    }

    [Fact]
    public void Nothing_and_the_same_name_twice_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Comparison([], Synthetic.Options()));
        var error = Assert.Throws<ArgumentException>(() => new Comparison([Synthetic.Candidate("a"), Synthetic.Candidate("a")], Synthetic.Options()));
        Assert.Contains("'a'", error.Message);
    }

    [Fact]
    public void Several_seeds_give_mean_and_deviation()
    {
        ComparisonResult result = new Comparison([Synthetic.Candidate("a"), Synthetic.Candidate("b")], Synthetic.Options(epochs: 1), seeds: [1, 2, 3]).Run(Synthetic.Splits(train: 64));

        foreach (CandidateResult candidate in result.Candidates)
        {
            double[] accuracies = [.. candidate.Seeds.Select(seed => seed.Training!.Test!.Accuracy)];
            Assert.Equal([1L, 2L, 3L], candidate.Seeds.Select(seed => seed.Seed));
            Assert.Equal(accuracies.Average(), candidate.TestAccuracy!.Mean, 1e-12);
            Assert.Equal(Math.Sqrt(accuracies.Sum(value => Math.Pow(value - accuracies.Average(), 2)) / 2), candidate.TestAccuracy.Std!.Value, 1e-12);
        }

        // The same seed, the same weights and batches: two names of one network.
        Assert.Equal(result.Candidates[0].Seeds.Select(seed => seed.Training!.Test), result.Candidates[1].Seeds.Select(seed => seed.Training!.Test));
        Assert.Throws<ArgumentException>(() => new Comparison([Synthetic.Candidate()], Synthetic.Options(), seeds: [1, 1]));
    }

    [Fact]
    public void An_interrupted_comparison_goes_on_where_it_was()
    {
        DataSplits data = Synthetic.Splits(train: 64);
        Candidate[] candidates = [Synthetic.Candidate("a"), Synthetic.Candidate("b")];
        ComparisonResult whole = new Comparison(candidates, Synthetic.Options(), seeds: [1, 2]).Run(data);
        using CancellationTokenSource cancellation = new();
        CallbackProgress<ComparisonProgress> cancel = new(report =>
        {
            if (report is { Number: 2, Seed: 1, Training: { Epoch: 2, Phase: TrainingPhase.Train } })
                cancellation.Cancel();
        });
        ComparisonResult interrupted = new Comparison(candidates, Synthetic.Options(), _folder.Path, [1, 2]).Run(data, cancel, cancellation: cancellation.Token);
        System.Collections.Generic.List<string> trained = [];
        CallbackProgress<ComparisonProgress> note = new(report =>
        {
            if (report.Training is not null)
                trained.Add($"{report.Info.Name} {report.Seed} {report.Training.Epoch}");
        });

        ComparisonResult resumed = new Comparison(candidates, Synthetic.Options(), _folder.Path, [1, 2]).Run(data, note, resume: true);

        Assert.True(interrupted.Cancelled);
        Assert.False(resumed.Cancelled);
        Assert.Equal(["b 1 2", "b 2 1", "b 2 2"], trained.Distinct());
        Assert.Equal(
            whole.Candidates.SelectMany(candidate => candidate.Seeds).Select(seed => seed.Training!.Test), resumed.Candidates.SelectMany(candidate => candidate.Seeds).Select(seed => seed.Training!.Test));
        var error = Assert.Throws<CheckpointException>(
            () => new Comparison(candidates, Synthetic.Options() with { BatchSize = 8 }, _folder.Path, [1, 2]).Run(data, resume: true));
        Assert.Contains("BatchSize was 16 and is 8", error.Message);
    }

    [Fact]
    public void A_training_that_was_interrupted_in_another_way_is_refused_before_any_other()
    {
        DataSplits data = Synthetic.Splits(train: 64);
        InterruptSecond(data);
        string[] before = Files();

        var error = Assert.Throws<CheckpointException>(
            () => new Comparison([Synthetic.Candidate("b"), Synthetic.Candidate("c")], Synthetic.Options() with { LearningRate = 0.01 }, _folder.Path).Run(data, resume: true));

        Assert.Contains("LearningRate was 0.02 and is 0.01", error.Message);
        Assert.Equal(before, Files());
    }

    [Fact]
    public void What_is_finished_counts_only_with_the_same_end()
    {
        DataSplits data = Synthetic.Splits(train: 64);
        new Comparison([Synthetic.Candidate("a")], Synthetic.Options(), _folder.Path).Run(data);

        var error = Assert.Throws<CheckpointException>(() => new Comparison([Synthetic.Candidate("a")], Synthetic.Options(epochs: 3), _folder.Path).Run(data, resume: true));

        Assert.Contains("Epochs was 2 and is 3", error.Message);
    }

    [Fact]
    public void A_comparison_that_is_refused_keeps_what_is_finished()
    {
        Comparison comparison = new([Synthetic.Candidate("first"), Synthetic.Candidate("second")], Synthetic.Options(epochs: 1), _folder.Path);
        comparison.Run(Synthetic.Splits());
        using FolderLock claim = FolderLock.Take(_folder.File("second"));

        Assert.Throws<CheckpointException>(() => comparison.Run(Synthetic.Splits()));

        Assert.True(File.Exists(_folder.File("first/result.json")));
    }

    [Theory]
    [InlineData("\"Loss\": \"NaN\"", "a loss in it is NaN or infinite")]
    [InlineData("\"Loss\": \"Infinity\"", "a loss in it is NaN or infinite")]
    [InlineData("\"Accuracy\": 7", "an accuracy in it is not between 0 and 1")]
    [InlineData("\"BestEpoch\": 3", "it holds no epochs, or not the best one")]
    public void A_result_that_means_nothing_is_not_read_back(string change, string reason)
    {
        Comparison comparison = new([Synthetic.Candidate("first")], Synthetic.Options(epochs: 2), _folder.Path);
        comparison.Run(Synthetic.Splits());
        string path = _folder.File("first/result.json"), name = change[..change.IndexOf(' ', StringComparison.Ordinal)];
        string text = File.ReadAllText(path);
        File.WriteAllText(path, Regex.Replace(text, $@"{name} [\d.]+", change, RegexOptions.None, TimeSpan.FromSeconds(1)));

        DamagedCheckpointException error = Assert.Throws<DamagedCheckpointException>(() => comparison.Run(Synthetic.Splits(), resume: true));

        Assert.NotEqual(text, File.ReadAllText(path));
        Assert.Contains($"{reason}. Delete it to train again.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_that_begins_anew_never_goes_on_with_an_earlier_ones_training()
    {
        DataSplits data = Synthetic.Splits(train: 64);
        InterruptSecond(data);
        TrainerOptions options = Synthetic.Options() with { LearningRate = 0.01 };
        Candidate[] candidates = [Synthetic.Candidate("a"), Synthetic.Candidate("b")];
        using CancellationTokenSource cancellation = new();
        CallbackProgress<ComparisonProgress> cancelInFirst = new(report => { if (report.Training is not null) cancellation.Cancel(); });
        new Comparison(candidates, options, _folder.Path).Run(data, cancelInFirst, cancellation: cancellation.Token);

        ComparisonResult resumed = new Comparison(candidates, options, _folder.Path).Run(data, resume: true);

        Assert.All(resumed.Candidates, candidate => Assert.Null(candidate.Failure));
        Assert.Equal(new Comparison(candidates, options).Run(data).Candidates.Select(candidate => candidate.Training!.Test), resumed.Candidates.Select(candidate => candidate.Training!.Test));
    }

    [Fact]
    public void The_manifest_tells_what_ran_and_keeps_when_it_first_started()
    {
        DataSplits data = Synthetic.Splits(train: 64);
        InterruptSecond(data);
        DateTimeOffset started = Manifest().GetProperty("started").GetDateTimeOffset();

        new Comparison([Synthetic.Candidate("a"), Synthetic.Candidate("b")], Synthetic.Options(), _folder.Path).Run(data, resume: true);

        JsonElement manifest = Manifest();
        Assert.Equal(started, manifest.GetProperty("started").GetDateTimeOffset());
        Assert.True(manifest.GetProperty("resumed").GetDateTimeOffset() > started);
        Assert.True(manifest.GetProperty("ended").GetDateTimeOffset() >= manifest.GetProperty("resumed").GetDateTimeOffset());
        Assert.Equal(16, manifest.GetProperty("options").GetProperty("batchSize").GetInt32());
        Assert.Equal([Synthetic.InfoOf("a", "VGG").Declaration, Synthetic.InfoOf("b", "VGG").Declaration], manifest.GetProperty("networks").EnumerateArray().Select(network => network.GetString()));
        Assert.Equal(("0.107.0", "libtorch 2.10.0"), (manifest.GetProperty("torchSharp").GetString(), manifest.GetProperty("torch").GetString()));
        Assert.All(["netVariants", "torchSharp", "torch", "framework", "system", "processor"], name => Assert.NotEmpty(manifest.GetProperty(name).GetString()!));
    }

    /// <summary>Leaves a whole training of <c>a</c> and half of one of <c>b</c> in the folder.</summary>
    private void InterruptSecond(DataSplits data)
    {
        using CancellationTokenSource cancellation = new();
        CallbackProgress<ComparisonProgress> cancel = new(report =>
        {
            if (report is { Number: 2, Training: { Epoch: 2, Phase: TrainingPhase.Train } })
                cancellation.Cancel();
        });
        ComparisonResult result = new Comparison([Synthetic.Candidate("a"), Synthetic.Candidate("b")], Synthetic.Options(), _folder.Path).Run(data, cancel, cancellation: cancellation.Token);
        Assert.True(result.Cancelled);
    }

    private string[] Files() => [.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Order().Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}")];

    private JsonElement Manifest()
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(_folder.File("manifest.json")));
        return manifest.RootElement.Clone();
    }
}
