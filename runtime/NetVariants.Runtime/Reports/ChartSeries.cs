using System.Collections.Generic;
using System.Linq;
using NetVariants.Experiments;
using NetVariants.Training;
using NetVariants.Training.Tasks;

namespace NetVariants.Reports;

/// <summary>
/// A network's curves: its training metric in the course of the epochs, and its validation metric after each. Where there are several seeds
/// they are means.
/// </summary>
/// <param name="Name">The network.</param>
/// <param name="Style">Which colour and marker it has throughout the report, 0 for the first.</param>
/// <param name="Train">Points (epochs, metric), many.</param>
/// <param name="Validation">Points (epochs, metric), one for each epoch.</param>
/// <param name="BestEpoch">The epoch whose state was kept; 0 where there are several seeds, each with its own.</param>
/// <param name="Band">The validation metric's mean less and plus the standard deviation over the seeds; empty for a single one.</param>
internal sealed record ChartSeries(
    string Name,
    int Style,
    IReadOnlyList<(double X, double Y)> Train,
    IReadOnlyList<(double X, double Y)> Validation,
    int BestEpoch,
    IReadOnlyList<(double X, double Low, double High)> Band)
{
    public static ChartSeries Loss(CandidateResult candidate, int style) => From(candidate, style, static metrics => metrics.Loss);

    public static ChartSeries Accuracy(CandidateResult candidate, int style) => From(candidate, style, static metrics => metrics.Accuracy);

    private static ChartSeries From(CandidateResult candidate, int style, System.Func<Metrics, double> metric)
    {
        var trainings = candidate.Trainings;
        var train = Over(
            trainings.SelectMany(training => training.Epochs).SelectMany(epoch => epoch.Curve),
            point => point.Epochs,
            point => metric(point.Metrics));
        var validation = Over(trainings.SelectMany(training => training.Epochs), epoch => epoch.Epoch, epoch => metric(epoch.Validation));
        return new ChartSeries(
            candidate.Info.Name,
            style,
            [.. train.Select(point => (point.X, point.Y.Mean))],
            [.. validation.Select(point => (point.X, point.Y.Mean))],
            trainings.Count == 1 ? trainings[0].BestEpoch : 0,
            [
                .. validation.Where(point => point.Y.Std is { } deviation && double.IsFinite(deviation))
                    .Select(point => (point.X, point.Y.Mean - point.Y.Std!.Value, point.Y.Mean + point.Y.Std!.Value)),
            ]);
    }

    /// <summary>Mean and standard deviation over the seeds at each place; one that ended early is missing at the later ones.</summary>
    private static (double X, MeanStd Y)[] Over<T>(IEnumerable<T> points, System.Func<T, double> x, System.Func<T, double> y) =>
        [.. points.GroupBy(x, y).OrderBy(place => place.Key).Select(place => (place.Key, MeanStd.FromValues(place)!))];
}
