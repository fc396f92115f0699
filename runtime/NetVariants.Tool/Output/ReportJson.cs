using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using NetVariants.Experiments;
using NetVariants.Reports;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Output;

/// <summary>What <c>train</c>, <c>compare</c> and <c>report</c> print.</summary>
/// <param name="Folder">The run's folder.</param>
/// <param name="Report">The report in it.</param>
/// <param name="Cancelled">Whether networks are missing.</param>
/// <param name="Results">The content of results.json.</param>
/// <param name="Findings">What is to be said of the declarations.</param>
internal sealed record ReportJson(
    string Folder, string Report, bool Cancelled, JsonElement Results, IReadOnlyList<Finding> Findings)
{
    /// <summary>Describes a comparison.</summary>
    public static ReportJson Of(string folder, ComparisonResult result, IReadOnlyList<Finding> findings)
    {
        var full = Path.GetFullPath(folder);
        using var results = JsonDocument.Parse(ResultsJson.Serialize(result));
        return new ReportJson(full, Path.Combine(full, "report.html"), result.Cancelled, results.RootElement.Clone(), findings);
    }
}
