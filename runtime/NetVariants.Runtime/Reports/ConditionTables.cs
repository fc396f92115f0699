using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Training;
using static System.FormattableString;
using static System.Net.WebUtility;

namespace NetVariants.Reports;

/// <summary>The report's account of how, where and when a comparison ran.</summary>
internal static class ConditionTables
{
    public static void Append(StringBuilder page, ComparisonResult result)
    {
        page.Append("<div class=\"columns\">\n");
        AppendList(page, "Training", OptionsOf(result.Options));
        AppendList(page, "Data and machine", [.. DataOf(result.Data), .. MachineOf(result)]);
        page.Append("</div>\n");
    }

    /// <summary>Every option by its own name, so that one added later is not forgotten here.</summary>
    private static IEnumerable<(string, string)> OptionsOf(TrainerOptions options) =>
        typeof(TrainerOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property.Name, string.Format(CultureInfo.InvariantCulture, "{0}", property.GetValue(options) ?? "-")));

    private static IEnumerable<(string, string)> DataOf(DataSplits data)
    {
        yield return ("Data set", $"{data.Name}, {data.Train.Classes.Count.ToString(CultureInfo.InvariantCulture)} classes, images of "
            + $"{data.Train.Shape}");
        yield return ("Images", Invariant(
            $"{data.Train.Count:N0} training, {data.Validation.Count:N0} validation, {data.Test.Count:N0} test"));
    }

    private static IEnumerable<(string, string)> MachineOf(ComparisonResult result)
    {
        var environment = result.Environment;
        yield return ("Device", result.Candidates.FirstOrDefault(candidate => candidate.Training is not null)?.Training!.Device
            ?? result.Options.Device);
        yield return ("Processor", environment.Processor);
        yield return ("System", environment.System);
        yield return ("Runtime", $"{environment.Framework}, {environment.Torch}");
        yield return ("Started", environment.Started.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
    }

    private static void AppendList(StringBuilder page, string title, IEnumerable<(string Term, string Value)> items)
    {
        page.Append(Invariant($"<section><h2>{title}</h2>\n<dl>\n"));
        foreach (var (term, value) in items)
            page.Append(Invariant($"<dt>{HtmlEncode(term)}</dt><dd>{HtmlEncode(value)}</dd>\n"));
        page.Append("</dl></section>\n");
    }
}
