using System.Linq;
using NetVariants.Training;
using Spectre.Console;

namespace NetVariants.Reports;

/// <summary>Prints a comparison's table on the console.</summary>
public static class ConsoleTable
{
    /// <summary>Prints one row for each network, the best accuracy in bold, and below the table why a network failed.</summary>
    public static void Write(IAnsiConsole console, ComparisonResult result)
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (ResultColumn column in ResultColumns.All)
            table.AddColumn(new TableColumn(column.Header) { Alignment = column.IsNumber ? Justify.Right : Justify.Left });
        foreach (CandidateResult candidate in result.Candidates)
        {
            Style style = candidate == result.Best ? new Style(decoration: Decoration.Bold) : Style.Plain;
            table.AddRow(ResultColumns.All.Select(column => new Text(column.Text(candidate), style)));
        }

        console.Write(table);
        foreach (CandidateResult candidate in result.Candidates.Where(candidate => candidate.Failure is not null))
            console.WriteLine($"{candidate.Info.Name} failed: {candidate.Failure}");
        if (result.Cancelled)
            console.WriteLine("The comparison was cancelled: networks are missing.");
    }
}
