using System;
using System.IO;
using System.Text.RegularExpressions;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Tool.Tests;

/// <summary>What the program answers a shell that completes a line: dotnet-suggest asks by the directive.</summary>
public sealed partial class CompletionTests
{
    [Theory]
    [InlineData("netvariants desc", "describe")]
    [InlineData("netvariants ", "train")]
    [InlineData("netvariants describe resnet1", "resnet18")]
    [InlineData("netvariants compare resnet18 mobilenet_v", "mobilenet_v2")]
    [InlineData("netvariants train resnet18 --ep", "--epochs")]
    [InlineData("netvariants list --options Res", "ResNet")]
    [InlineData("netvariants train resnet18 --schedule o", "one-cycle")]
    public void The_suggest_directive_answers_with_verbs_options_and_networks(string line, string expected)
    {
        var run = ToolRun.Of($"[suggest:{line.Length}]", line);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains(expected, run.Output.Split('\n', StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("netvariants desc", "describe\n")]
    [InlineData("netvariants train resnet18 --check", "--checkpoint-minutes\n")]
    public void The_function_for_bash_that_the_page_shows_completes_a_line(string line, string expected)
    {
        using TemporaryFolder folder = new();
        var function = Bash().Match(File.ReadAllText(Repository.PathOf("docs/tool.md"))).Groups["text"].Value;
        File.WriteAllText(folder.File("complete.sh"), $$"""
            netvariants() { dotnet '{{ToolProgram.File}}' "$@"; }
            {{function}}
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{line}}) COMP_CWORD={{line.Split(' ').Length - 1}}
            _netvariants
            printf '%s\n' "${COMPREPLY[@]}"
            """);

        Assert.Equal(expected, Command.Run("bash", folder.File("complete.sh")));
    }

    [Fact]
    public void The_hidden_verb_is_not_suggested() =>
        Assert.DoesNotContain("probe", ToolRun.Of("[suggest:12]", "netvariants ").Output, StringComparison.Ordinal);

    [GeneratedRegex(@"```bash\n(?<text>(.*\n)*?)```", RegexOptions.ExplicitCapture)]
    private static partial Regex Bash();
}
