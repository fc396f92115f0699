using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Tool.Tests;

[Collection(TrainedRunCollection.Name)]
public sealed partial class DocumentationTests(TrainedRun trained)
{
    [Theory]
    [InlineData("docs/tool.md")]
    [InlineData("runtime/NetVariants.Tool/README.md")]
    public void Output_that_a_page_shows_is_the_tools(string page)
    {
        var shown = Block().Matches(File.ReadAllText(Repository.PathOf(page))).Select(block => block.Groups["lines"].Value)
            .Where(block => block.Split("\n$ ").Length == 1 && block.TrimEnd().Contains('\n')).ToList();

        Assert.NotEmpty(shown);
        Assert.All(shown, block =>
        {
            var (command, output) = (block.Split('\n')[0], block[(block.IndexOf('\n') + 1)..]);
            var run = ToolRun.Of([.. Word().Matches(command).Skip(2).Select(word => word.Value.Trim('\''))]);
            Assert.Equal(output, run.Output + run.Errors);
        });
    }

    /// <summary>A member that is not described cannot be relied on, and one that is gone is missed.</summary>
    [Fact]
    public void Every_member_of_the_JSON_is_described()
    {
        var page = File.ReadAllText(Repository.PathOf("docs/tool.md"));
        string[][] lines =
        [
            ["describe", "resnet14"], ["describe", "ResNetVariant(\"n\", \"2,x\")"], ["diff", "resnet18", "resnet14"], ["list"],
            ["draw", "resnet14"], ["doctor"], ["report", trained.Run], ["predict", trained.Run, trained.File("photo.jpg")],
            ["export", trained.Run, "--out", trained.File("documented.onnx")],
        ];

        var members = lines.SelectMany(line => Member().Matches(ToolRun.Of([.. line, "--json"]).Output))
            .Select(match => match.Groups["name"].Value).Distinct().ToList();

        Assert.True(members.Count > 50, string.Join(' ', members));
        Assert.All(members, member => Assert.Contains($"`{member}`", page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"```console\n(?<lines>\$ netvariants (.*\n)*?)```", RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();

    [GeneratedRegex("^ *\"(?<name>[a-zA-Z]+)\": ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Member();
}
