using System.CommandLine;
using System.IO;
using NetVariants.CommandLine;
using NetVariants.Experiments;
using NetVariants.Reports;
using NetVariants.Tool.Output;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Verbs;

/// <summary><c>report</c>: the table and report of a comparison, from what it saved.</summary>
internal sealed class ReportVerb : Verb
{
    private readonly Argument<string> _folder = new("RUN")
    {
        Description = "The folder that 'train' or 'compare' wrote: the one with manifest.json.",
        HelpName = "RUN",
    };

    /// <summary>Makes the verb.</summary>
    public ReportVerb()
        : base("report", "Prints the table of a run, finished or not, and writes its report.html, results.json and results.csv again.")
    {
        Add(_folder);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, TextWriter error)
    {
        var folder = arguments.GetRequiredValue(_folder);
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}': name the one that 'train' or 'compare' wrote.");
        if (!File.Exists(RunManifest.PathIn(folder)))
            throw new UsageException($"'{folder}' is not the folder of a run: it has no manifest.json. Name the one that has.");
        var result = SavedComparison.Read(folder);
        if (result.Candidates.Count == 0)
        {
            var reason = $"No training in '{folder}' is finished yet: run its command again with --resume.";
            return Fail(arguments, output, error, [new Finding("", Severity.Error, reason)]);
        }

        var report = ResultFiles.Write(folder, result);
        if (arguments.GetValue(Json))
        {
            ToolJson.Write(output, ReportJson.Of(folder, result, []));
        }
        else
        {
            ConsoleTable.Write(ConsoleTable.ConsoleOf(output), result);
            output.WriteLine($"Report: {report}");
        }

        return ExitCodes.Success;
    }
}
