using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NetVariants.Experiments;
using NetVariants.Reports;
using NetVariants.Training;
using static System.FormattableString;

namespace NetVariants.Samples.Imagenette;

/// <summary>
/// The article's outputs as Markdown: the parameters of each network, every epoch, and the summary of each family with the article's
/// figures.
/// </summary>
internal static class ArticleTables
{
    private const double Megabyte = 1e6;

    /// <summary>Writes parameters.md, epochs.md and summary.md.</summary>
    public static void Write(string folder, ComparisonResult result)
    {
        File.WriteAllText(Path.Combine(folder, "parameters.md"), Parameters(result.Candidates.Select(candidate => candidate.Info)));
        File.WriteAllText(Path.Combine(folder, "epochs.md"), Epochs(result));
        File.WriteAllText(Path.Combine(folder, "summary.md"), Summary(result, folder));
    }

    /// <summary>The summary of each family, ours next to the article's; a debug run has no figures to compare.</summary>
    public static string Summary(ComparisonResult result, string folder)
    {
        if (result.Options.DebugRun != DebugRun.None)
            return ResultSummary.Describe(result) + "\n";
        var text = new StringBuilder();
        foreach (var family in result.Candidates.GroupBy(candidate => candidate.Info.Family))
        {
            text.Append(Invariant($"## {family.Key}\n\n"));
            text.Append(
                "| Network | Layers | Parameters (M) | Weights (MB) | Article | Time (s) | Article | Test accuracy | Article "
                    + "|\n|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
            foreach (var candidate in family)
            {
                var reported = Article.Reported.GetValueOrDefault(candidate.Info.Name);
                var accuracy = candidate.TestAccuracy is { } test
                    ? Invariant($"{test.Mean:F4}") + (test.Std is { } deviation ? Invariant($" ± {deviation:F4}") : "")
                    : "failed";
                text.Append(
                    Invariant($"| {candidate.Info.Name} | {candidate.Info.LayerCount} | {candidate.Info.ParameterCount / 1e6:F2} "));
                text.Append(Invariant($"| {FileMegabytes(folder, candidate):F1} | {reported?.FileMegabytes:F1} "));
                text.Append(Invariant($"| {candidate.Seconds?.Mean:F0} | {reported?.Seconds:F0} "));
                text.Append(Invariant($"| {accuracy} | {reported?.Accuracy:F4} |\n"));
            }

            text.Append('\n');
        }

        return text.Append("The article's figures are of Imagenette with 320 pixels, 10 epochs, on its author's GPU.\n").ToString();
    }

    private static string Parameters(IEnumerable<VariantInfo> networks)
    {
        var text = new StringBuilder();
        foreach (var info in networks)
        {
            text.Append(Invariant($"## {info.Name}\n\n| Module | Layer | Trainable parameters |\n|---|---|---:|\n"));
            foreach (var layer in info.Describe().Layers.Where(layer => layer.Parameters > 0))
                text.Append(Invariant($"| `{layer.Path}` | {layer.Operation} | {layer.Parameters:N0} |\n"));
            text.Append(Invariant($"| **Total** | | **{info.ParameterCount:N0}** |\n\n"));
        }

        return text.ToString();
    }

    private static string Epochs(ComparisonResult result)
    {
        var text = new StringBuilder();
        foreach (var candidate in result.Candidates.Where(candidate => candidate.Training is not null))
        {
            text.Append(Invariant($"## {candidate.Info.Name}\n\n| Epoch | Phase | Loss | Accuracy |\n|---:|---|---:|---:|\n"));
            foreach (var epoch in candidate.Training!.Epochs)
            {
                text.Append(Invariant($"| {epoch.Epoch} | train | {epoch.Train.Loss:F4} | {epoch.Train.Accuracy:F4} |\n"));
                text.Append(
                    Invariant(
                        $"| {epoch.Epoch} | val | {epoch.Validation.Loss:F4} | {epoch.Validation.Accuracy:F4}{(epoch.Epoch
                            == candidate.Training.BestEpoch
                            ? " (kept)"
                            : "")} |\n"));
            }

            if (candidate.Training.Test?.Metrics is { } test)
                text.Append(Invariant($"| {candidate.Training.BestEpoch} | test | {test.Loss:F4} | {test.Accuracy:F4} |\n"));
            text.Append('\n');
        }

        return text.ToString();
    }

    private static double? FileMegabytes(string folder, CandidateResult candidate)
    {
        var results = new DirectoryInfo(Path.Combine(folder, candidate.Info.Name));
        return results.Exists
            ? results.EnumerateFiles("best.safetensors", SearchOption.AllDirectories).FirstOrDefault()?.Length / Megabyte
            : null;
    }
}
