using System.IO;
using NetVariants.Experiments;
using NetVariants.Reports;

namespace NetVariants.CommandLine;

/// <summary>The files in which a comparison's folder has its results.</summary>
public static class ResultFiles
{
    /// <summary>Writes report.html, results.json and results.csv, each atomically.</summary>
    /// <returns>The report's path.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static string Write(string folder, ComparisonResult result)
    {
        var report = Path.GetFullPath(Path.Combine(folder, "report.html"));
        HtmlReport.Write(report, result);
        ResultsJson.Write(Path.Combine(folder, "results.json"), result);
        ResultsCsv.Write(Path.Combine(folder, "results.csv"), result);
        return report;
    }
}
