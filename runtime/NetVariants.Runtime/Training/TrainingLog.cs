using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetVariants.Files;

namespace NetVariants.Training;

/// <summary>
/// A training's logs: <c>epochs.csv</c>, a row for each epoch, and <c>log.jsonl</c>, an object for each point of the curves and each epoch.
/// Both are rewritten, atomically, at the end of every epoch from what the training itself remembers, so that a training which resumes
/// repeats and loses no row.
/// </summary>
public static class TrainingLog
{
    private const string Header =
        "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate,train_seconds,validation_seconds,"
        + "data_seconds,forward_seconds,backward_seconds,step_seconds,resident_mib,best\n";

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes both files into <paramref name="folder"/>.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<EpochResult> epochs)
    {
        AtomicFile.WriteText(Path.Combine(folder, "epochs.csv"), Header + string.Concat(epochs.Select(Row)));
        AtomicFile.WriteText(Path.Combine(folder, "log.jsonl"), string.Concat(epochs.Select(Lines)));
    }

    private static string Row(EpochResult epoch)
    {
        var times = epoch.StepTimes ?? new StepTimes(default, default, default, default, default);
        object[] fields =
        [
            epoch.Epoch, epoch.Train.Loss, epoch.Train.Accuracy, epoch.Validation.Loss, epoch.Validation.Accuracy, epoch.LearningRate,
            Seconds(epoch.TrainDuration), Seconds(epoch.ValidationDuration), Seconds(times.Data), Seconds(times.Forward),
            Seconds(times.Backward), Seconds(times.Step), epoch.ResidentMib, epoch.IsBest ? 1 : 0,
        ];
        return string.Join(',', fields.Select(field => string.Format(CultureInfo.InvariantCulture, "{0}", field))) + "\n";
    }

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private static string Lines(EpochResult epoch)
    {
        var lines = new StringBuilder();
        foreach (var point in epoch.Curve)
            lines.Append(
                JsonSerializer.Serialize(
                    new { Event = "train", point.Epochs, point.Metrics.Loss, point.Metrics.Accuracy, point.Metrics.Images },
                    s_json)).Append('\n');
        lines.Append(JsonSerializer.Serialize(
            new
            {
                Event = "epoch",
                epoch.Epoch,
                epoch.Train,
                epoch.Validation,
                epoch.LearningRate,
                TrainSeconds = epoch.TrainDuration.TotalSeconds,
                ValidationSeconds = epoch.ValidationDuration.TotalSeconds,
                Stages = epoch.StepTimes,
                epoch.ResidentMib,
                Best = epoch.IsBest,
            },
            s_json));
        return lines.Append('\n').ToString();
    }
}
