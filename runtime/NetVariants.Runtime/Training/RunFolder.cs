using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetVariants.Checkpoints;
using NetVariants.Data;
using NetVariants.Files;

namespace NetVariants.Training;

/// <summary>
/// The folder of one network and seed of a comparison: the training's checkpoints while it goes on, and once it is finished <c>result.json</c>, so that a
/// comparison that was interrupted trains nothing twice.
/// </summary>
internal sealed class RunFolder(string folder, VariantInfo info, TrainerOptions options, DataSplits data)
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        WriteIndented = true,
        NewLine = "\n",
    };

    private readonly DataFingerprint _data = DataFingerprint.Of(data.Train, data.Validation);

    private string ResultPath => Path.Combine(folder, "result.json");

    /// <summary>How this run saves itself.</summary>
    public CheckpointOptions Checkpoints(bool resume) =>
        new(folder) { Declaration = info.Declaration, Resume = resume ? ResumeMode.IfPresent : ResumeMode.Never };

    /// <summary>The result of the run if it is finished.</summary>
    /// <exception cref="CheckpointException">The result is another run's.</exception>
    public TrainingResult? Read()
    {
        if (!File.Exists(ResultPath))
            return null;
        Finished? finished;
        try
        {
            finished = JsonSerializer.Deserialize<Finished>(File.ReadAllText(ResultPath), s_json);
        }
        catch (JsonException error)
        {
            throw new DamagedCheckpointException(ResultPath, error.Message, " Delete it to train again.", error);
        }

        string? difference = finished?.Declaration != info.Declaration ? $"its network is {finished?.Declaration}, not {info.Declaration}"
            : OptionDifferences.Between(finished.Options, options).FirstOrDefault() ?? finished.Data.DifferenceTo(_data);
        return difference is null ? finished!.Result
            : throw new CheckpointException($"'{ResultPath}' belongs to another comparison: {difference}. Use the same, begin anew, or choose another folder.");
    }

    /// <summary>Writes the result of the run, and removes what only going on would need.</summary>
    public void Write(TrainingResult result)
    {
        AtomicFile.WriteText(ResultPath, JsonSerializer.Serialize(new Finished(info.Declaration, options, _data, result), s_json));
        File.Delete(Path.Combine(folder, Checkpointer.Last));
        File.Delete(Path.Combine(folder, Checkpointer.Previous));
    }

    /// <summary>Forgets an earlier result.</summary>
    public void Clear()
    {
        if (File.Exists(ResultPath))
            File.Delete(ResultPath);
    }

    private sealed record Finished(string Declaration, TrainerOptions Options, DataFingerprint Data, TrainingResult Result);
}
