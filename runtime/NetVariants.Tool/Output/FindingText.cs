using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Output;

/// <summary>Findings as a compiler shows them, with the line and a mark below the token.</summary>
internal static class FindingText
{
    private const string Indent = "  ";

    /// <summary>Writes the findings.</summary>
    public static void Write(TextWriter writer, IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var place = finding.Place;
            if (place is { File.Length: > 0 })
                writer.Write($"{place.File}({place.Line},{place.Column}): ");
            writer.Write(finding.Severity.ToString().ToLowerInvariant());
            writer.WriteLine(finding.Id.Length == 0 ? $": {finding.Message}" : $" {finding.Id}: {finding.Message}");
            if (place is null)
                continue;
            // What stands before the token may have tabs.
            var before = place.Text[..(place.Column - 1)].Select(character => character == '\t' ? '\t' : ' ');
            writer.WriteLine(Indent + place.Text);
            writer.WriteLine($"{Indent}{string.Concat(before)}{new string('^', place.Length)}");
        }
    }
}
