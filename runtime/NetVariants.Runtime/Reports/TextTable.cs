using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NetVariants.Reports;

/// <summary>Tables as plain text.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Rows with aligned columns, each on a line.</summary>
    /// <param name="rows">The rows, all with as many cells.</param>
    /// <param name="leftColumns">How many columns begin at their left edge; the others, of numbers, end at their right one.</param>
    public static string Align(IReadOnlyList<string[]> rows, int leftColumns)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, i) => i < leftColumns ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            text.AppendJoin(Gap, cells).Append('\n');
        }

        return text.ToString();
    }
}
