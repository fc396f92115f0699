using System.Collections.Generic;
using System.Linq;
using NetVariants.Training;

namespace NetVariants.Experiments;

/// <summary>How a network did in a comparison.</summary>
/// <param name="Info">The network.</param>
/// <param name="Training">The result of its training with the first seed that came through, or null if all failed.</param>
/// <param name="Failure">Why it failed with the first seed that did, or null.</param>
public sealed record CandidateResult(VariantInfo Info, TrainingResult? Training, string? Failure)
{
    /// <summary>How it did with each seed, in the order of the seeds.</summary>
    public IReadOnlyList<SeedResult> Seeds { get; init; } = [];

    /// <summary>The test accuracy over the seeds; null where none came through.</summary>
    public MeanStd? TestAccuracy => MeanStdOf(training => training.Test?.Metrics.Accuracy);

    /// <summary>The time of training and inference over the seeds; null where none came through.</summary>
    public MeanStd? Seconds => MeanStdOf(training => training.Duration.TotalSeconds);

    /// <summary>A network's results with some seeds.</summary>
    public static CandidateResult FromSeeds(VariantInfo info, IReadOnlyList<SeedResult> seeds) => new(
        info,
        seeds.FirstOrDefault(seed => seed.Training is not null)?.Training,
        seeds.FirstOrDefault(seed => seed.Failure is not null)?.Failure)
    {
        Seeds = seeds,
    };

    /// <summary>The trainings that came through, in the order of the seeds.</summary>
    internal IReadOnlyList<TrainingResult> Trainings =>
        [.. (Seeds.Count > 0 ? Seeds.Select(seed => seed.Training) : [Training]).OfType<TrainingResult>()];

    /// <summary>The seeds of <see cref="Trainings"/>; none where they are not known.</summary>
    internal IReadOnlyList<long> TrainedSeeds => [.. Seeds.Where(seed => seed.Training is not null).Select(seed => seed.Seed)];

    private MeanStd? MeanStdOf(System.Func<TrainingResult, double?> figure) =>
        MeanStd.FromValues(Trainings.Select(figure).OfType<double>());
}
