using System;
using System.CommandLine;
using System.Linq;
using System.Text.RegularExpressions;
using NetVariants.Models;
using NetVariants.Tests;
using NetVariants.Tool.Verbs;
using Xunit;

namespace NetVariants.Tool.Tests;

public sealed partial class HelpTests
{
    private const string File = """
        using NetVariants;
        [ResNetVariant("resnet18", "2,2,2,2")]
        [ResNetVariant("resnet14", "2,2,1,1", Base = typeof(Networks.Resnet18))]
        public static partial class Networks;
        """;

    private static readonly string[] s_verbs =
        ["describe", "diff", "list", "draw", "train", "compare", "report", "export", "predict", "doctor"];

    // Torch needs a process of its own, which takes its time: that they print JSON is tested elsewhere.
    private static readonly string[] s_withTorch = ["train", "compare"];

    public static TheoryData<string> Verbs => [.. s_verbs];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_JSON_examples_and_exit_codes_in_its_help(string verb)
    {
        var run = ToolRun.Of(verb, "--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("--json", run.Output, StringComparison.Ordinal);
        Assert.Contains($"\nExamples:\n  netvariants {verb}", run.Output, StringComparison.Ordinal);
        Assert.Contains("  2  the command line is wrong\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Help_is_a_verb_too(string verb)
    {
        Assert.Equal(ToolRun.Of(verb, "--help"), ToolRun.Of("help", verb));
        Assert.Equal(ToolRun.Of("--help"), ToolRun.Of("help"));
        Assert.Contains("'trian' is not a verb (did you mean 'train'?)", ToolRun.Of("help", "trian").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_roots_help_lists_the_verbs_and_not_the_hidden_one()
    {
        var run = ToolRun.Of("--help");

        Assert.All(s_verbs, verb => Assert.Contains($"\n  {verb} ", run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("probe", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_example_runs()
    {
        using TemporaryFolder folder = new();
        TrainedRun.WriteData(folder);
        System.IO.File.WriteAllText(folder.File("Networks.cs"), File);
        ExportTests.WriteWeights(folder.File("resnet18.safetensors"), ResNet.Resnet18.Declaration);
        var root = ToolCommand.Create(() => ToolRun.Torch);
        var examples = root.Subcommands.Prepend<System.CommandLine.Command>(root)
            .SelectMany(command => (HelpWithExamples.ExamplesOf(command) ?? "").Split('\n'))
            .Where(line => line.StartsWith("  netvariants ", StringComparison.Ordinal)).ToList();

        Assert.True(examples.Count > 30);
        Assert.All(examples, example =>
        {
            string[] words =
            [
                .. Word().Matches(Comment().Replace(example.Trim(), "")).Skip(1).Select(word => word.Value.Trim('\''))
                    .TakeWhile(word => word != ">"),
            ];
            if (s_withTorch.Contains(words[0]))
            {
                if (words.Contains("--json") && !LongRun.IsOn)
                    return;
                var program = ToolProgram.Run(folder.Path, words);
                Assert.True(program.ExitCode == 0, program.Errors + program.Output);
                return;
            }

            var run = ToolRun.Of([.. words.Select(word => IsFile().IsMatch(word) ? folder.File(word) : word)]);
            Assert.True(run.ExitCode == 0, run.Errors);
            Assert.DoesNotContain("error", run.Errors, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("describe", "Required argument 'NETWORK' missing for command: 'describe'.", "'netvariants describe --help' shows")]
    [InlineData("descibe", "'descibe' is not a verb (did you mean 'describe'?): expected ", "'netvariants --help' shows")]
    [InlineData("describe resnet18 --memory 0", "--memory has to be a number of GiB above 0", "'netvariants describe --help' shows")]
    [InlineData("train resnet18 --epoch 3", "There is no option '--epoch' (did you mean '--epochs'?).", "'netvariants train --help' shows")]
    [InlineData("describe ResNetVariant", "'ResNetVariant' needs its arguments", "'ResNetVariant(\"")]
    [InlineData("", "Required command was not provided.", "'netvariants --help' shows")]
    public void A_wrong_command_line_says_what_is_wrong_and_where_help_is(string line, string message, string help)
    {
        var run = ToolRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Contains(help, run.Errors, StringComparison.Ordinal);
    }

    /// <summary>What stands behind an example, two blanks or more away.</summary>
    [GeneratedRegex(" {2,}.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(Networks\.cs|photos$|runs/)|\.(svg|onnx|jpg|txt|safetensors)$", RegexOptions.ExplicitCapture)]
    private static partial Regex IsFile();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();
}
