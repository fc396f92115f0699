using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Models.Tests;

/// <summary>docs/families.md: every network of the package with its text and its counts.</summary>
public sealed partial class FamilyPageTests
{
    private const int LineLength = 130;
    private const string Page = "docs/families.md";

    public static TheoryData<string> Families => [.. ReadyMade.All.Select(network => network.Info.Family).Distinct()];

    /// <summary>With NETVARIANTS_ACCEPT=1 the test writes the section instead.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void The_page_has_the_texts_and_counts_of_a_family(string family)
    {
        var path = Repository.PathOf(Page);
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (start, end) = ($"<!-- {family} -->\n", $"<!-- /{family} -->\n");
        var first = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var last = page.IndexOf(end, StringComparison.Ordinal);
        Assert.True(first >= start.Length && last >= first, $"{Page} has no place for {family}: {start.Trim()} and {end.Trim()}");

        var section = Section([.. ReadyMade.All.Select(network => network.Info).Where(info => info.Family == family)]);

        if (Snapshot.IsAccepted)
            File.WriteAllText(path, page[..first] + section + page[last..]);
        else
            Assert.Equal(section, page[first..last]);
    }

    private static string Section(IReadOnlyList<VariantInfo> infos)
    {
        var text = new StringBuilder("\n| network | parameters | layers | GMACs | image |\n|---|---:|---:|---:|---:|\n");
        foreach (var info in infos)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{info.Name}` | {info.ParameterCount:N0} | {info.LayerCount} ")
                .Append(CultureInfo.InvariantCulture, $"| {info.Macs / 1e9:F3} | {info.ImageSize} |\n");
        }

        text.Append("\n```\n");
        foreach (var info in infos)
        {
            var declaration = Declaration().Match(info.Declaration);
            Assert.True(declaration.Success, info.Declaration);
            text.Append(info.Name).Append('\n');
            Append(text, declaration.Groups["text"].Value);
            Append(text, declaration.Groups["options"].Value);
        }

        return text.Append("```\n\n").ToString();
    }

    /// <summary>Appends the parts of a list, as many on a line as it holds.</summary>
    private static void Append(StringBuilder text, string list)
    {
        var line = "";
        foreach (var part in AfterComma().Split(list))
        {
            if (line.Length + part.Length > LineLength)
            {
                text.Append("    ").Append(line).Append('\n');
                line = "";
            }

            line += line.Length == 0 ? part.TrimStart() : part;
        }

        if (line.Length > 0)
            text.Append("    ").Append(line).Append('\n');
    }

    [GeneratedRegex("(?<=,)")]
    private static partial Regex AfterComma();

    [GeneratedRegex("""^\w+\("\w+"(, "(?<text>[^"]*)")?(, (?<options>.+))?\)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
