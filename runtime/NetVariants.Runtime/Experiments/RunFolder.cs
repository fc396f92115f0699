using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetVariants.Files;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using NetVariants.Training.Tasks;

namespace NetVariants.Experiments;

/// <summary>
/// The folder of one network and seed of a comparison: the training's checkpoints while it runs, and once it is finished
/// <c>result.json</c>, so that a comparison that was interrupted trains nothing twice.
/// </summary>
internal sealed class RunFolder(string folder, VariantInfo info, TrainerOptions options, DataFingerprint data)
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The folder's path.</summary>
    public string Folder => folder;

    private string ResultPath => ResultPathIn(folder);

    /// <summary>How this run saves itself.</summary>
    public CheckpointOptions Checkpoints(bool resume, TimeSpan every) =>
        new(folder) { Declaration = info.Declaration, Resume = resume ? ResumeMode.IfPresent : ResumeMode.Never, Every = every };

    /// <summary>The folder of a network and seed in a comparison's folder.</summary>
    public static string PathOf(string comparison, string network, IReadOnlyList<long> seeds, long seed)
    {
        var folder = Path.Combine(comparison, network);
        return seeds.Count == 1 ? folder : Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"seed-{seed}"));
    }

    /// <summary>The result of the run if it is finished.</summary>
    /// <exception cref="CheckpointException">The result, or the checkpoint of a run that is not finished, is another run's.</exception>
    public TrainingResult? Read()
    {
        if (!File.Exists(ResultPath))
        {
            CheckCheckpoint();
            return null;
        }

        var finished = ReadFinished(ResultPath);
        var difference = DifferenceTo(finished, info.Declaration)
            ?? OptionDifferences.Between(finished.Options, options, isFinished: true).FirstOrDefault() ?? finished.Data.DifferenceTo(data);
        return difference is null ? finished.Result : throw Another(ResultPath, difference);
    }

    /// <summary>The result of a run whose options and data are not known; null where it is not finished.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="declaration">The declaration of its network.</param>
    /// <exception cref="CheckpointException">The result is damaged, or another network's.</exception>
    public static TrainingResult? ReadResult(string folder, string declaration)
    {
        var path = ResultPathIn(folder);
        if (!File.Exists(path))
            return null;
        var finished = ReadFinished(path);
        return DifferenceTo(finished, declaration) is { } difference ? throw Another(path, difference) : finished.Result;
    }

    /// <summary>Writes the result of the run, and removes what only resuming would need.</summary>
    public void Write(TrainingResult result)
    {
        AtomicFile.WriteText(ResultPath, JsonSerializer.Serialize(new Finished(info.Declaration, options, data, result), s_json));
        DeleteCheckpoints();
    }

    /// <summary>
    /// Forgets earlier runs, all or none: a comparison that starts over would otherwise resume from their checkpoints once it is
    /// interrupted itself.
    /// </summary>
    /// <exception cref="CheckpointException">Another run is using one of the folders.</exception>
    public static void ClearAll(IReadOnlyList<RunFolder> runs)
    {
        List<FolderLock> claims = [];
        RunFolder[] present = [.. runs.Where(run => Directory.Exists(run.Folder))];
        try
        {
            foreach (var run in present)
                claims.Add(FolderLock.Take(run.Folder));
            foreach (var run in present)
            {
                File.Delete(run.ResultPath);
                run.DeleteCheckpoints();
            }
        }
        finally
        {
            claims.ForEach(claim => claim.Dispose());
        }
    }

    private static string ResultPathIn(string folder) => Path.Combine(folder, "result.json");

    private static Finished ReadFinished(string path)
    {
        const string Remedy = " Delete it to train again.";
        try
        {
            var finished = JsonSerializer.Deserialize<Finished>(File.ReadAllText(path), s_json);
            if (finished is not { Options: not null, Data: not null })
                throw new DamagedCheckpointException(path, "a part of it is missing", Remedy);
            return WhyInvalid(finished.Result) is { } reason ? throw new DamagedCheckpointException(path, reason, Remedy) : finished;
        }
        catch (JsonException error)
        {
            throw new DamagedCheckpointException(path, error.Message, Remedy, error);
        }
    }

    private static string? DifferenceTo(Finished finished, string declaration) =>
        finished.Declaration == declaration ? null : $"its network is {finished.Declaration}, not {declaration}";

    private void DeleteCheckpoints()
    {
        File.Delete(Path.Combine(folder, CheckpointFile.Last));
        File.Delete(Path.Combine(folder, CheckpointFile.Previous));
    }

    /// <summary>
    /// Finds out before anything is trained what would fail this run alone, after others had been trained in the new way. A damaged one
    /// does that.
    /// </summary>
    private void CheckCheckpoint()
    {
        var path = Path.Combine(folder, CheckpointFile.Last);
        if (!File.Exists(path) || CheckpointRecord.Find(path) is not { } record)
            return;
        var difference = record.Declaration != info.Declaration ? $"its network is {record.Declaration}, not {info.Declaration}"
            : OptionDifferences.Between(record.Options, options).FirstOrDefault() ?? record.Data.DifferenceTo(data);
        if (difference is not null)
            throw Another(path, difference);
    }

    /// <summary>What keeps a result that was read back from meaning something; null for one that does.</summary>
    private static string? WhyInvalid(TrainingResult? result)
    {
        if (result?.Epochs is not { Count: > 0 } epochs || result.BestEpoch < 1 || result.BestEpoch > epochs.Count)
            return "it holds no epochs, or not the best one";
        if (!Enum.IsDefined(result.Stop) || result.Test is not { Metrics: not null, Classes: not null, Confusion: not null }
            || epochs.Any(epoch => epoch?.Train is null || epoch.Validation is null || epoch.Curve is null))
            return "a part of it is missing";
        if (result.Test.Confusion.Count != result.Test.Classes.Count
            || result.Test.Confusion.Any(row => row?.Count != result.Test.Classes.Count))
            return "its confusion matrix is not one row and column for each class";
        Metrics[] metrics = [.. epochs.SelectMany(epoch => new[] { epoch.Train, epoch.Validation }), result.Test.Metrics];
        return metrics.Select(metric => metric.WhyInvalid()).FirstOrDefault(reason => reason is not null);
    }

    private static CheckpointException Another(string path, string difference) =>
        new($"'{path}' is of another run: {difference}. Use the same, start over, or choose another folder.");

    private sealed record Finished(string Declaration, TrainerOptions Options, DataFingerprint Data, TrainingResult Result);
}
