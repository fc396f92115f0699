using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Runtime.Tests;
using NetVariants.Runtime.Tests.Reports;
using NetVariants.Training;
using NetVariants.Training.Tasks;
using Spectre.Console;
using Xunit;

namespace NetVariants.CommandLine.Tests;

public sealed class ConsoleTests
{
    [Fact]
    public void The_table_has_the_articles_columns_and_shows_why_a_network_failed()
    {
        var output = new StringWriter();

        ConsoleTable.Write(
            Console(output),
            SampleResults.Comparison(SampleResults.Trained("net[1]", accuracy: 0.9123), SampleResults.Failed("other", "[red] layer")));

        var lines = output.ToString().Split('\n');
        Assert.Equal(
            ["Network", "Layers", "Trainable parameters", "Param (M)", "State (MiB)", "Time (s)", "Test accuracy"],
            Cells(lines.Single(line => line.Contains("Network"))));
        Assert.Equal(["net[1]", "2", "2,132", "0.00", "0.01", "61.3", "0.9123"], Cells(lines.Single(line => line.Contains("│ net[1]"))));
        Assert.Equal(["other", "2", "2,132", "0.00", "0.01", "-", "failed"], Cells(lines.First(line => line.Contains("other"))));
        Assert.Contains("other failed: [red] layer", output.ToString());
    }

    [Fact]
    public void The_best_networks_hardest_classes_follow_the_table()
    {
        var output = new StringWriter();
        var candidate = SampleResults.Trained("net");
        var test = new Evaluation(
            candidate.Training!.Test!.Metrics,
            2,
            0.975,
            ["cat", "dog", "owl", "none"],
            [[8, 2, 0, 0], [1, 9, 0, 0], [0, 0, 10, 0], [0, 0, 0, 0]]);

        ConsoleTable.Write(
            Console(output), SampleResults.Comparison(candidate with { Training = candidate.Training with { Test = test } }));

        // Spectre folds lines at the console's width.
        var text = string.Join(' ', output.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(
            "Hardest classes: cat (precision 0.889, recall 0.800); dog (precision 0.818, recall 0.900); owl (precision 1.000, "
                + "recall 1.000).",
            text);
    }

    [Fact]
    public void Redirected_output_gets_a_line_for_each_phase_and_no_control_characters()
    {
        var output = new StringWriter();
        var data = Synthetic.Splits();

        ConsoleProgress.Run(
            Console(output), progress => new Comparison([Synthetic.Candidate("net")], Synthetic.Options()).Run(data, progress));

        var text = output.ToString();
        var lines = text.TrimEnd().Split('\n');
        Assert.Equal(7, lines.Length);
        Assert.Equal("net: network 1 of 1, batches of 16", lines[0]);
        Assert.Matches(@"^net +epoch 1/2 train: loss \d\.\d{4}, accuracy \d\.\d{4}, [\d,]+ images/s, 0:\d\d:\d\d left$", lines[1]);
        Assert.Matches(@"^net +epoch 2/2 validation: ", lines[4]);
        Assert.Matches(@"^net +test accuracy \d\.\d{4} in \d+\.\d s$", lines[6]);
        Assert.DoesNotContain('\x1b', text);
    }

    [Fact]
    public void Each_seed_is_named_with_its_own_figures()
    {
        var output = new StringWriter();
        var options = Synthetic.Options(epochs: 1) with { LearningRate = 1e-4 };
        var comparison = new Comparison([Synthetic.Candidate("net")], options, seeds: [1, 2]);

        var result = ConsoleProgress.Run(Console(output), progress => comparison.Run(Synthetic.Splits(), progress));

        var text = output.ToString();
        Assert.All(result.Candidates[0].Seeds, seed => Assert.Matches(
            $@"(?m)^net seed {seed.Seed} +test accuracy {Regex.Escape(Accuracy(seed))} in \d+\.\d s$", text));
        Assert.NotEqual(Accuracy(result.Candidates[0].Seeds[0]), Accuracy(result.Candidates[0].Seeds[1]));

        static string Accuracy(SeedResult seed) => seed.Training!.Test!.Metrics.Accuracy.ToString("F4", CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public void Large_blocks_are_left_to_the_memory_unless_the_option_says(bool? expected)
    {
        var options = new CommandLineOptions(new TrainerOptions(), "runs");
        var command = new RootCommand();
        foreach (var option in options.All)
            command.Add(option);
        string[] arguments = expected is null ? [] : ["--keep-large-blocks", $"{expected}"];

        Assert.Equal(expected, options.TrainerOf(command.Parse(arguments)).KeepLargeBlocks);
    }

    private static IAnsiConsole Console(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 120;
        return console;
    }

    private static string[] Cells(string line) => [.. line.Split('│').Select(cell => cell.Trim()).Where(cell => cell.Length > 0)];
}
