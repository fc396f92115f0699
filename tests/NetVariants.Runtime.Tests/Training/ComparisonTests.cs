using System;
using System.IO;
using System.Linq;
using System.Threading;
using NetVariants.Data;
using NetVariants.Training;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Runtime.Tests.Training;

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
            new Candidate(Synthetic.InfoOf("coloured", "ResNet", inChannels: 3), _ => Synthetic.Network()),
            new Candidate(Synthetic.InfoOf("thousand", "ResNet", numClasses: 1000), _ => Synthetic.Network()),
            new Candidate(Synthetic.InfoOf("deep", "ResNet", smallestImageSize: 32), _ => Synthetic.Network()),
            Synthetic.Candidate("last"),
        ];

        ComparisonResult result = new Comparison(candidates, Synthetic.Options(), _folder.Path).Run(Synthetic.Splits());

        Assert.Equal(candidates.Select(candidate => candidate.Info), result.Candidates.Select(candidate => candidate.Info));
        Assert.Equal([true, false, false, false, false, true], result.Candidates.Select(candidate => candidate.Training is not null));
        Assert.Equal("no such layer", result.Candidates[1].Failure);
        Assert.Contains("InChannels = 1", result.Candidates[2].Failure);
        Assert.Contains("NumClasses = 4", result.Candidates[3].Failure);
        Assert.Contains("at least 32 pixels", result.Candidates[4].Failure);
        Assert.False(result.Cancelled);
        Assert.All(["first", "last"], name => Assert.True(File.Exists(Path.Combine(_folder.Path, name, "best.safetensors"))));
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

        ComparisonResult result = new Comparison(candidates, Synthetic.Options()).Run(Synthetic.Splits(), cancelInSecond, cancellation.Token);

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
}
