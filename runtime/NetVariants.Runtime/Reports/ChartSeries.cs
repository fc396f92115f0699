using System.Collections.Generic;
using System.Linq;
using NetVariants.Training;

namespace NetVariants.Reports;

/// <summary>A network's curves: its training metric in the course of the epochs, and its validation metric after each.</summary>
/// <param name="Name">The network.</param>
/// <param name="Style">Which colour and marker it has throughout the report, 0 for the first.</param>
/// <param name="Train">Points (epochs, metric), many.</param>
/// <param name="Validation">Points (epochs, metric), one for each epoch.</param>
/// <param name="BestEpoch">The epoch whose state was kept.</param>
internal sealed record ChartSeries(
    string Name,
    int Style,
    IReadOnlyList<(double X, double Y)> Train,
    IReadOnlyList<(double X, double Y)> Validation,
    int BestEpoch)
{
    public static ChartSeries Loss(CandidateResult candidate, int style) => Of(candidate, style, static metrics => metrics.Loss);

    public static ChartSeries Accuracy(CandidateResult candidate, int style) => Of(candidate, style, static metrics => metrics.Accuracy);

    private static ChartSeries Of(CandidateResult candidate, int style, System.Func<Metrics, double> metric)
    {
        TrainingResult training = candidate.Training!;
        return new ChartSeries(
            candidate.Info.Name,
            style,
            [.. training.Epochs.SelectMany(epoch => epoch.Curve).Select(point => (point.Epochs, metric(point.Metrics)))],
            [.. training.Epochs.Select(epoch => ((double)epoch.Epoch, metric(epoch.Validation)))],
            training.BestEpoch);
    }
}
