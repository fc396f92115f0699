using System;
using System.IO;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Tool.Tests;

[Collection(TrainedRunCollection.Name)]
public sealed class ReportTests(TrainedRun trained)
{
    [Fact]
    public void The_files_are_those_that_the_training_wrote()
    {
        string[] names = ["report.html", "results.json", "results.csv"];
        var before = Array.ConvertAll(names, name => File.ReadAllText(Path.Combine(trained.Run, name)));
        Array.ForEach(names, name => File.Delete(Path.Combine(trained.Run, name)));

        var run = ToolRun.Of("report", trained.Run);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(before, Array.ConvertAll(names, name => File.ReadAllText(Path.Combine(trained.Run, name))));
    }

    [Fact]
    public void Text_and_JSON_have_the_results()
    {
        var text = ToolRun.Of("report", trained.Run);
        var json = ToolRun.Of("report", trained.Run, "--json").Json();

        Assert.Contains("Test accuracy", text.Output);
        var summary = text.Output[text.Output.IndexOf("net classifies ", StringComparison.Ordinal)..];
        Assert.Contains(summary, trained.Training.Output, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(trained.Run, "report.html"), json.GetProperty("report").GetString());
        Assert.False(json.GetProperty("cancelled").GetBoolean());
        Assert.Equal("net", json.GetProperty("results")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void A_run_of_which_nothing_is_finished_is_an_error()
    {
        using TemporaryFolder folder = new();
        File.Copy(Path.Combine(trained.Run, "manifest.json"), folder.File("manifest.json"));

        var run = ToolRun.Of("report", folder.Path);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("is finished yet: run its command again with --resume.", run.Errors);
    }

    [Fact]
    public void A_run_that_failed_is_reported_with_the_reason()
    {
        using TemporaryFolder folder = new();
        File.Copy(Path.Combine(trained.Run, "manifest.json"), folder.File("manifest.json"));
        File.WriteAllText(
            folder.File("results.json"),
            """
            [{ "name": "net", "seeds": [{ "seed": 1, "testLoss": null, "testAccuracy": null, "seconds": null, "failure": "no room" }] }]
            """);

        var run = ToolRun.Of("report", folder.Path);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("net failed: no room", run.Output);
    }

    [Theory]
    [InlineData("{", "is not a valid checkpoint: ")]
    [InlineData("{}", "is not a valid checkpoint: ")]
    public void A_damaged_manifest_is_an_error_that_names_it(string content, string message)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("manifest.json"), content);

        var run = ToolRun.Of("report", folder.Path);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains($"'{folder.File("manifest.json")}' {message}", run.Errors);
    }

    [Fact]
    public void A_damaged_or_strange_result_is_an_error_that_names_it()
    {
        using TemporaryFolder folder = new();
        File.Copy(Path.Combine(trained.Run, "manifest.json"), folder.File("manifest.json"));
        Directory.CreateDirectory(folder.File("net"));
        var result = File.ReadAllText(Path.Combine(trained.Run, "net", "result.json"));
        File.WriteAllText(folder.File("net/result.json"), result.Replace("8,16", "8,32", StringComparison.Ordinal));
        var strange = ToolRun.Of("report", folder.Path);
        File.WriteAllText(folder.File("net/result.json"), result[..100]);
        var damaged = ToolRun.Of("report", folder.Path);

        Assert.Equal(1, strange.ExitCode);
        Assert.Contains("is of another run", strange.Errors);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("Delete it to train again.", damaged.Errors);
    }

    [Fact]
    public void What_is_not_a_run_is_wrong_usage()
    {
        using TemporaryFolder folder = new();

        Assert.Equal(
            (2, "There is no folder 'nowhere': name the one that 'train' or 'compare' wrote.\n"),
            (ToolRun.Of("report", "nowhere").ExitCode, ToolRun.Of("report", "nowhere").Errors));
        Assert.Contains("it has no manifest.json", ToolRun.Of("report", folder.Path).Errors);
    }
}
