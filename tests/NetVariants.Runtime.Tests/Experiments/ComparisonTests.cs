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

/// <summary>Candidates of a comparison: their order, seeds, failures and cancellation.</summary>
public sealed class ComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_failed_candidate_keeps_the_others_results()
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

        var result = new Comparison(candidates, Synthetic.Options(), _folder.Path).Run(Synthetic.Splits());

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
        var replaced = new Candidate(Synthetic.InfoOf("replaced", "ResNet", numClasses: 1000), _ =>
        {
            Module<Tensor, Tensor> model = Sequential(Flatten(), Linear(64, 1000));
            model.ReplaceHead(4);
            return model;
        });

        Assert.Null(new Comparison([replaced], Synthetic.Options(1)).Run(Synthetic.Splits(train: 32)).Candidates[0].Failure);
    }

    [Fact]
    public void A_candidates_results_do_not_depend_on_its_position()
    {
        var data = Synthetic.Splits();
        var ab = new Comparison([Synthetic.Candidate("a"), Synthetic.Candidate("b")], Synthetic.Options()).Run(data);
        var b = new Comparison([Synthetic.Candidate("b")], Synthetic.Options()).Run(data);

        Assert.Equal(b.Candidates[0].Training!.Test!.Metrics, ab.Candidates[1].Training!.Test!.Metrics);
        Assert.Equal(ab.Candidates[0].Training!.Test!.Metrics, ab.Candidates[1].Training!.Test!.Metrics);
    }

    [Fact]
    public void Cancellation_returns_finished_results()
    {
        using var cancellation = new CancellationTokenSource();
        var cancelInSecond = new CallbackProgress<ComparisonProgress>(report =>
        {
            if (report is { Number: 2, Training: not null })
                cancellation.Cancel();
        });
        Candidate[] candidates = [Synthetic.Candidate("a"), Synthetic.Candidate("b"), Synthetic.Candidate("c")];

        var result = new Comparison(candidates, Synthetic.Options()).Run(
            Synthetic.Splits(), cancelInSecond, cancellation: cancellation.Token);

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
    public void Empty_and_duplicate_candidates_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => new Comparison([], Synthetic.Options()));
        var error = Assert.Throws<ArgumentException>(
            () => new Comparison([Synthetic.Candidate("a"), Synthetic.Candidate("a")], Synthetic.Options()));
        Assert.Contains("'a'", error.Message);
    }

    [Fact]
    public void Several_seeds_give_mean_and_deviation()
    {
        var result = new Comparison(
            [Synthetic.Candidate("a"), Synthetic.Candidate("b")],
            Synthetic.Options(epochs: 1),
            seeds: [1, 2, 3]).Run(Synthetic.Splits(train: 64));

        foreach (var candidate in result.Candidates)
        {
            double[] accuracies = [.. candidate.Seeds.Select(seed => seed.Training!.Test!.Metrics.Accuracy)];
            Assert.Equal([1L, 2L, 3L], candidate.Seeds.Select(seed => seed.Seed));
            Assert.Equal(accuracies.Average(), candidate.TestAccuracy!.Mean, 1e-12);
            Assert.Equal(
                Math.Sqrt(accuracies.Sum(value => Math.Pow(value - accuracies.Average(), 2)) / 2),
                candidate.TestAccuracy.Std!.Value,
                1e-12);
        }

        // The same seed, the same weights and batches: two names of one network.
        Assert.Equal(
            result.Candidates[0].Seeds.Select(seed => seed.Training!.Test!.Metrics),
            result.Candidates[1].Seeds.Select(seed => seed.Training!.Test!.Metrics));
        Assert.Throws<ArgumentException>(() => new Comparison([Synthetic.Candidate()], Synthetic.Options(), seeds: [1, 1]));
    }
}
