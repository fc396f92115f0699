using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Experiments;
using NetVariants.Files;

namespace NetVariants.Reports;

/// <summary>A comparison's curves as pictures of their own: <c>loss-FAMILY.svg</c> and <c>accuracy-FAMILY.svg</c>.</summary>
public static class CurveFiles
{
    /// <summary>Writes a loss and an accuracy curve of each family into <paramref name="folder"/>.</summary>
    /// <returns>The files.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, ComparisonResult result)
    {
        List<string> files = [];
        (CandidateResult Candidate, int Style)[] trained = [.. result.Candidates
            .Select((candidate, style) => (candidate, style))
            .Where(pair => pair.candidate.Training is not null)];
        foreach (var (name, seriesOf) in new[]
        {
            ("loss", ChartSeries.Loss),
            ("accuracy", (System.Func<CandidateResult, int, ChartSeries>)ChartSeries.Accuracy),
        })
        {
            foreach (var family in trained.GroupBy(pair => pair.Candidate.Info.Family))
            {
                ChartSeries[] series = [.. family.Select(pair => seriesOf(pair.Candidate, pair.Style))];
                var path = Path.Combine(folder, $"{name}-{family.Key.ToLowerInvariant()}.svg");
                AtomicFile.WriteText(path, new LineChart(series).DrawAlone($"{family.Key}: {name} by epoch", series));
                files.Add(path);
            }
        }

        return files;
    }
}
