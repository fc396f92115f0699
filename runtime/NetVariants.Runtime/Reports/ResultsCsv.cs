using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using NetVariants.Experiments;
using NetVariants.Files;
using NetVariants.Training;

namespace NetVariants.Reports;

/// <summary>A comparison's results for spreadsheets: a row for each network and seed.</summary>
public static class ResultsCsv
{
    /// <summary>Writes <paramref name="path"/> atomically.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ComparisonResult result)
    {
        var rows = new StringBuilder(
            "network,family,seed,layers,parameters,macs,state_bytes,"
                + "best_epoch,validation_loss,test_loss,test_accuracy,test_top5_accuracy,seconds,failure\n");
        foreach (var candidate in result.Candidates)
        {
            foreach (var seed in candidate.Seeds)
            {
                var training = seed.Training;
                object?[] fields =
                [
                    candidate.Info.Name, candidate.Info.Family, seed.Seed, candidate.Info.LayerCount, candidate.Info.ParameterCount,
                    candidate.Info.Macs, candidate.Info.StateBytes,
                    training?.BestEpoch, training?.Best.Validation.Loss, training?.Test?.Metrics.Loss, training?.Test?.Metrics.Accuracy,
                    training?.Test?.TopKAccuracy, training?.Duration.TotalSeconds, seed.Failure,
                ];
                rows.AppendJoin(
                    ',', fields.Select(field => Quoted(string.Format(CultureInfo.InvariantCulture, "{0}", field)))).Append('\n');
            }
        }

        AtomicFile.WriteText(path, rows.ToString());
    }

    /// <summary>RFC 4180: a field that could be misread stands between quotation marks.</summary>
    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
