using System;
using Xunit;

namespace NetVariants.Tool.Tests;

/// <summary>What the program answers a shell that completes a line: dotnet-suggest asks by the directive.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("netvariants desc", "describe")]
    [InlineData("netvariants ", "train")]
    [InlineData("netvariants describe resnet1", "resnet18")]
    [InlineData("netvariants compare resnet18 mobilenet_v", "mobilenet_v2")]
    [InlineData("netvariants train resnet18 --ep", "--epochs")]
    [InlineData("netvariants list --options Res", "ResNet")]
    public void The_suggest_directive_answers_with_verbs_options_and_networks(string line, string expected)
    {
        var run = ToolRun.Of($"[suggest:{line.Length}]", line);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains(expected, run.Output.Split('\n', StringSplitOptions.TrimEntries));
    }

    [Fact]
    public void The_hidden_verb_is_not_suggested() =>
        Assert.DoesNotContain("probe", ToolRun.Of("[suggest:12]", "netvariants ").Output, StringComparison.Ordinal);
}
