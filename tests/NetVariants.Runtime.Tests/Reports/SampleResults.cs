using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Training;
using NetVariants.Training.Tasks;

namespace NetVariants.Runtime.Tests.Reports;

/// <summary>Results made up for the reports: no network is trained.</summary>
internal static class SampleResults
{
    public static ComparisonResult Comparison(params CandidateResult[] candidates) => new(
        new DataSplits("Quadrants & more", Synthetic.Images(32), Synthetic.Images(8), Synthetic.Images(8)),
        Synthetic.Options(),
        new RunEnvironment(new DateTimeOffset(2026, 3, 1, 12, 30, 0, TimeSpan.Zero), "Linux", "x64, 2 cores", ".NET 10", "libtorch 1.13.1"),
        candidates,
        Cancelled: false);

    public static CandidateResult Trained(
        string name, string family = "VGG", double accuracy = 0.9, int epochs = 3, double seconds = 61.26) =>
        new(Synthetic.InfoOf(name, family), new TrainingResult(
            [.. Enumerable.Range(1, epochs).Select(epoch => Epoch(epoch, accuracy))],
            epochs,
            Test(accuracy),
            TimeSpan.FromSeconds(seconds),
            "cpu"), null);

    /// <summary>Trained with the seeds 1, 2, …, to one accuracy each.</summary>
    public static CandidateResult Seeded(string name, params double[] accuracies) => CandidateResult.FromSeeds(
        Synthetic.InfoOf(name, "VGG"),
        [.. accuracies.Select((accuracy, i) => new SeedResult(i + 1, Trained(name, accuracy: accuracy).Training, null))]);

    public static CandidateResult Failed(string name, string reason) => new(Synthetic.InfoOf(name, "VGG"), null, reason);

    private static Evaluation Test(double accuracy)
    {
        var right = (long)(5_000 * accuracy);
        return new Evaluation(
            new Metrics(0.31, accuracy, 10_000), 2, 1, ["left", "right"], [[right, 5_000 - right], [5_000 - right, right]]);
    }

    private static EpochResult Epoch(int epoch, double accuracy)
    {
        var factor = 1.0 / epoch;
        IReadOnlyList<CurvePoint> curve =
            [.. Enumerable.Range(0, 20).Select(
                i => new CurvePoint(epoch - 1 + ((i + 0.5) / 20), new Metrics(factor * 0.5, accuracy - (factor * 0.1), 100)))];
        return new EpochResult(
            epoch,
            new Metrics(factor * 0.5, accuracy - (factor * 0.1), 2_000),
            new Metrics(factor * 0.4, accuracy, 500),
            curve,
            TimeSpan.FromSeconds(20),
            TimeSpan.FromSeconds(1.5),
            true);
    }
}
