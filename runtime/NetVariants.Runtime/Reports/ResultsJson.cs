using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetVariants.Experiments;
using NetVariants.Files;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Tasks;

namespace NetVariants.Reports;

/// <summary>A comparison's results for programs: a JSON array with one object for each network.</summary>
public static class ResultsJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Writes <paramref name="path"/> atomically.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ComparisonResult result) => AtomicFile.WriteText(path, Serialize(result) + "\n");

    /// <summary>The array as text.</summary>
    public static string Serialize(ComparisonResult result) => JsonSerializer.Serialize(result.Candidates.Select(Describe), s_options);

    /// <summary>Why trainings failed, by network and seed, as a file says; none where it does not.</summary>
    internal static IReadOnlyDictionary<(string Network, long Seed), string> FailuresIn(string path)
    {
        try
        {
            var entries = File.Exists(path) ? JsonSerializer.Deserialize<SeedsEntry[]>(File.ReadAllText(path), s_options) : null;
            return (entries ?? [])
                .SelectMany(entry => entry.Seeds, (entry, seed) => (entry.Name, seed.Seed, seed.Failure))
                .Where(run => run.Failure is not null)
                .ToDictionary(run => (run.Name, run.Seed), run => run.Failure!);
        }
        catch (JsonException error)
        {
            throw new DamagedCheckpointException(path, error.Message, inner: error);
        }
    }

    private static Entry Describe(CandidateResult candidate)
    {
        var training = candidate.Training;
        return new Entry(
            candidate.Info.Name,
            candidate.Info.Family,
            candidate.Info.LayerCount,
            candidate.Info.ParameterCount,
            candidate.Info.Macs,
            candidate.Info.StateBytes,
            training?.Duration.TotalSeconds,
            training?.BestEpoch,
            Finite(training?.Best.Validation.Loss),
            training?.Best.Validation.Accuracy,
            Finite(training?.Test?.Metrics.Loss),
            candidate.TestAccuracy?.Mean,
            candidate.TestAccuracy?.Std,
            training?.Test?.TopKAccuracy,
            [.. candidate.Seeds.Select(
                seed => new SeedEntry(
                    seed.Seed, Finite(seed.Training?.Test?.Metrics.Loss), seed.Training?.Test?.Metrics.Accuracy,
                    seed.Training?.Duration.TotalSeconds, seed.Failure))],
            training?.Test?.Scores,
            training?.Test?.Confusion,
            candidate.Failure);
    }

    /// <summary>JSON has no NaN: a network that diverged has no loss.</summary>
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>How a network did with one seed.</summary>
    private sealed record SeedEntry(long Seed, double? TestLoss, double? TestAccuracy, double? Seconds, string? Failure);

    /// <summary>What is read back of an entry.</summary>
    private sealed record SeedsEntry(string Name, IReadOnlyList<SeedEntry> Seeds);

    /// <summary>
    /// Losses in nats, accuracies as fractions, seconds for training and inference; null where the network failed. Accuracy is the mean
    /// over the seeds, the other figures are the first seed's; row i of the confusion counts what the images of class i were taken for.
    /// </summary>
    private sealed record Entry(
        string Name,
        string Family,
        int Layers,
        long Parameters,
        long Macs,
        long StateBytes,
        double? Seconds,
        int? BestEpoch,
        double? ValidationLoss,
        double? ValidationAccuracy,
        double? TestLoss,
        double? TestAccuracy,
        double? TestAccuracyDeviation,
        double? TestTop5Accuracy,
        IReadOnlyList<SeedEntry> Seeds,
        IReadOnlyList<ClassScore>? Classes,
        IReadOnlyList<IReadOnlyList<long>>? Confusion,
        string? Failure);
}
