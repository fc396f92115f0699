using System;
using System.IO;
using System.Linq;
using NetVariants.Experiments;
using NetVariants.Reports;
using Spectre.Console;

namespace NetVariants.CommandLine;

/// <summary>Prints a comparison's table on the console.</summary>
public static class ConsoleTable
{
    // The article's table needs more than the 80 columns that are assumed where the output is not a terminal.
    private const int RedirectedWidth = 120;

    /// <summary>A console on a writer: without colours, and wide enough for the table, where it is not a terminal.</summary>
    public static IAnsiConsole ConsoleOf(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = RedirectedWidth;
            console.Profile.Capabilities.Ansi = false;
        }

        return console;
    }

    /// <summary>Prints one row for each network, the best accuracy in bold, and below the table why a network failed.</summary>
    public static void Write(IAnsiConsole console, ComparisonResult result)
    {
        var table = new Table { Border = TableBorder.Rounded };
        var columns = ResultColumns.Create(result);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column.Header) { Alignment = column.IsNumber ? Justify.Right : Justify.Left });
        foreach (var candidate in result.Candidates)
        {
            var style = candidate == result.Best ? new Style(decoration: Decoration.Bold) : Style.Plain;
            table.AddRow(columns.Select(column => new Text(column.Text(candidate), style)));
        }

        if (result.Candidates.Count > 0)
            console.Write(table);
        if (ResultSummary.Describe(result) is { Length: > 0 } summary)
            console.WriteLine(summary);
        if (result.Best?.Training?.Test is { } test)
            console.WriteLine(ResultSummary.HardClasses(test));
        foreach (var end in ResultSummary.EarlyEnds(result))
            console.WriteLine(end);
        foreach (var candidate in result.Candidates.Where(candidate => candidate.Failure is not null))
            console.WriteLine($"{candidate.Info.Name} failed: {candidate.Failure}");
        if (result.Cancelled)
            console.WriteLine("Interrupted before all was trained.");
    }
}
