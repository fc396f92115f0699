using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>What the compiler does not enforce of the repository's own files.</summary>
public sealed partial class SourceFileTests
{
    private const int LongestLine = 140;
    private const int LongestFile = 300;
    private const int LongestMedian = 80;

    private static readonly string[] s_folders = ["docs", "eng", "generators", "runtime", "samples", "tests"];

    /// <summary>Except for links, which cannot be wrapped, and records of a public API, which hold each signature in a line.</summary>
    [Fact]
    public void Lines_have_at_most_140_columns()
    {
        var found =
            from file in Files("*.cs")
                .Concat(new[] { "*.md", "*.csproj", "*.props", "*.targets", "*.sh", "*.py", "*.css", "Containerfile" }.SelectMany(Files))
                .Concat(Files("*.verified.txt").Where(file => !IsPublicApi(file)))
                .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
                .Concat(Directory.EnumerateFiles(Repository.Root, "*.sh"))
            from line in File.ReadLines(file).Index()
            where line.Item.Length > LongestLine && !(file.EndsWith(".md", StringComparison.Ordinal) && Unbreakable().IsMatch(line.Item))
            select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1} has {line.Item.Length} columns";

        Assert.Empty(found);
    }

    [Fact]
    public void Files_are_short_or_begin_with_the_reason_why_not()
    {
        var files = Files("*.cs").Where(file => !IsSnapshot(file)).Concat(Files("*.py"))
            .Select(file => (Name: file, Lines: File.ReadAllLines(file))).ToArray();
        var lengths = files.Select(file => file.Lines.Length).Order().ToArray();

        Assert.InRange(lengths[lengths.Length / 2], 1, LongestMedian - 1);
        Assert.Empty(files
            .Concat(Files("*.verified.*").Where(file => !IsPublicApi(file)).Select(file => (Name: file, Lines: File.ReadAllLines(file))))
            .Where(file => file.Lines.Length > LongestFile && !Reason().IsMatch(file.Lines[0]))
            .Select(file => $"{Path.GetRelativePath(Repository.Root, file.Name)} has {file.Lines.Length} lines: split it by subject"));
    }

    /// <summary>Each with the decimals that its kind has everywhere, and a point in every culture.</summary>
    [Fact]
    public void Percentages_are_formatted_by_Format_alone()
    {
        var found =
            from file in new[] { "generators", "runtime" }.SelectMany(StructureTests.Sources)
            where !file.EndsWith("/Graph/Format.cs", StringComparison.Ordinal) && PercentFormat().IsMatch(File.ReadAllText(file))
            select Path.GetRelativePath(Repository.Root, file);

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/contributing/architecture.md")]
    [InlineData("docs/contributing/adding-a-family.md")]
    [InlineData("docs/contributing/adding-an-operation.md")]
    [InlineData("docs/contributing/adding-a-diagnostic.md")]
    [InlineData("docs/contributing/debugging-the-generator.md")]
    [InlineData("docs/contributing/mutation-testing.md")]
    public void A_contributors_page_names_paths_and_links_that_exist(string page)
    {
        var text = File.ReadAllText(Repository.PathOf(page));
        var folder = Path.GetDirectoryName(Repository.PathOf(page))!;
        var links = LinkedPath().Matches(text).Select(match => Path.Combine(folder, match.Groups["path"].Value));
        var paths = QuotedPath().Matches(text).Select(match => match.Groups["path"].Value)
            .Where(path => !AddedByThePage(text, path)).Select(Repository.PathOf);
        string[] all = [.. links, .. paths];

        Assert.NotEmpty(all);
        Assert.Empty(all.Where(path => !Path.Exists(path)).Select(path => Path.GetRelativePath(Repository.Root, path)));
    }

    /// <summary>Whether the page shows the file, or one in the folder, as one that a contributor adds.</summary>
    private static bool AddedByThePage(string text, string path) => text.Contains($"\n`{path}", StringComparison.Ordinal);

    private static bool IsSnapshot(string file) => file.Contains(".verified.", StringComparison.Ordinal);

    private static bool IsPublicApi(string file) => Path.GetFileName(file).StartsWith("PublicApiTests.", StringComparison.Ordinal);

    private static IEnumerable<string> Files(string pattern) => s_folders
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories))
        .Where(file => !Built().IsMatch(file));

    [GeneratedRegex(@"[/\\](bin|obj)[/\\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Built();

    [GeneratedRegex(":P[0-9]|\"P[0-9]\"")]
    private static partial Regex PercentFormat();

    [GeneratedRegex("^(//|#) Longer than", RegexOptions.ExplicitCapture)]
    private static partial Regex Reason();

    [GeneratedRegex(@"^\S*\(?https?://\S*$")]
    private static partial Regex Unbreakable();

    [GeneratedRegex(@"\]\((?<path>(?!https?:)[^)#]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex LinkedPath();

    [GeneratedRegex(@"`(?<path>(generators|runtime|tests|samples|eng|docs)/[\w./-]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex QuotedPath();
}
